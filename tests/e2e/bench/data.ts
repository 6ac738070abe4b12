// The objects that are measured: invented people, the same for the same number.

export interface Data {
  dossiers: Record<string, unknown>[];
  entretiens: Record<string, unknown>[];
}

/** Names and words that are searched: all of them occur. */
export const NAMES = ["belk", "marchal", "okonk", "le go", "vasseur", "brum", "ondine", "nadia", "sol", "fontan"];
export const WORDS = ["logement", "menace", "plainte", "enfants", "avocat", "peur", "travail", "famille", "soir", "rendez"];

/** Makes them in the page, into `globalThis.benchData`. It is sent there as text, so it uses nothing from outside. */
export function invent(n: number): void {
  let state = 20_190_101;
  const number = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
  const pick = <T>(list: T[]): T => list[number(list.length)]!;
  const families = "Belkacem Marchal Okonkwo Le-Goff Vasseur Brumeval Solanki Fontanel Duroc Weissbach Amrani Lorenzi Petitjean Schaeffer Moulin Ndiaye Carval Hutin Perrachon Zielinski".split(" ");
  const given = "Ondine Nadia Solène Farida Maud Elwige Aminata Coralie Ysaline Brune Tatiana Oriane Leïla Marjolaine Capucine Ilona".split(" ");
  const stations = "Forbach Freyming-Merlebach Boulay Creutzwald Behren Saint-Avold Sarreguemines Bitche".split(" ");
  const words = "elle dit que la dispute a commencé le soir au retour du travail il a crié devant les enfants menace de mort porte fermée peur de rentrer plainte déposée hier souhaite un logement avocat rendez vous pris famille informée ne veut pas que son frère sache demande une orientation vers le centre hébergement voiture argent banque école téléphone cassé certificat médical nuit passée chez une amie".split(" ");
  const text = (length: number) => Array.from({ length }, () => pick(words)).join(" ") + ".";
  const day = (back: number) => new Date(Date.UTC(2024, 11, 31) - back * 86_400_000).toISOString().slice(0, 10);
  const data: Data = { dossiers: [], entretiens: [] };
  for (let place = 0; place < n; place++) {
    const id = `d-${String(place).padStart(6, "0")}`;
    const opened = number(1_400);
    data.dossiers.push({
      id,
      numero: `2024-${String(place).padStart(5, "0")}`,
      nom: pick(families),
      prenom: pick(given),
      date: day(opened),
      station: pick(stations),
      sexe: number(10) === 0 ? "man" : "woman",
      naissance: `19${60 + number(40)}-0${1 + number(9)}-1${number(9)}`,
      telephone: `06 12 ${10 + number(89)} ${10 + number(89)} ${10 + number(89)}`,
      ville: pick(stations),
      violences_conjugales: number(10) < 8,
      enfants: number(4),
      notes: text(25),
      quartier: pick(words),
    });
    for (let turn = 1 + number(5); turn > 0; turn--) {
      data.entretiens.push({
        id: `e-${String(data.entretiens.length).padStart(7, "0")}`,
        dossier: id,
        date: day(number(opened + 1)),
        heure: `${10 + number(8)}:${10 + number(40)}`,
        duree: 15 * (1 + number(6)),
        notes: text(40),
      });
    }
  }
  (globalThis as unknown as { benchData: Data }).benchData = data;
}
