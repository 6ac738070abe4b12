// The figures, as a table and as JSON.
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

export interface Figure {
  name: string;
  unit: "ms" | "bytes";
  ours: number;
  baseline?: number;
  /** The ratio that was promised. */
  mostTimes?: number;
  /** The value that was promised. */
  most?: number;
}

export class Figures {
  readonly all: Figure[] = [];

  add(figure: Figure): void {
    this.all.push(figure);
    console.log(`\r  ${line(figure)}`);
  }

  print(cases: number, browser: string): void {
    console.log(`\n${cases} cases, ${machine()}, Chromium ${browser}\n`);
    console.log(`  ${"".padEnd(44)}${"Permanence".padStart(13)}${"baseline".padStart(13)}${"ratio".padStart(9)}`);
    this.all.forEach((figure) => console.log(`  ${line(figure)}`));
  }

  write(path: string, cases: number, browser: string): void {
    const figures = this.all.map((figure) => ({ ...figure, ratio: ratio(figure), isMet: isMet(figure) }));
    writeFileSync(path, `${JSON.stringify({ cases, machine: machine(), browser, figures }, null, 2)}\n`);
  }
}

function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
}

function ratio({ ours, baseline }: Figure): number | undefined {
  return baseline ? ours / baseline : undefined;
}

/** Whether a promise holds; nothing where none was made. */
function isMet(figure: Figure): boolean | undefined {
  const times = ratio(figure);
  if (figure.mostTimes !== undefined && times !== undefined) {
    return times <= figure.mostTimes;
  }
  return figure.most === undefined ? undefined : figure.ours <= figure.most;
}

function line(figure: Figure): string {
  const times = ratio(figure);
  const shown = times === undefined ? "" : `×${times.toFixed(times < 10 ? 1 : 0)}`;
  const promise = figure.mostTimes === undefined ? (figure.most === undefined ? "" : `${figure.most} ${figure.unit}`) : `×${figure.mostTimes}`;
  const verdict = isMet(figure) === undefined ? "" : isMet(figure) ? `  ✓ (${promise})` : `  ✗ (${promise})`;
  const baseline = figure.baseline === undefined ? "" : value(figure.baseline, figure.unit);
  return `${figure.name.padEnd(44)}${value(figure.ours, figure.unit).padStart(13)}${baseline.padStart(13)}${shown.padStart(9)}${verdict}`;
}

function value(amount: number, unit: Figure["unit"]): string {
  if (unit === "bytes") {
    return amount < 2 ** 20 ? `${(amount / 1024).toFixed(1)} KiB` : `${(amount / 2 ** 20).toFixed(1)} MiB`;
  }
  return `${amount < 100 ? amount.toFixed(1) : Math.round(amount)} ms`;
}

/** The value that so many in a hundred do not exceed. */
export function percentile(times: number[], hundredth: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((hundredth / 100) * sorted.length) - 1)] ?? 0;
}
