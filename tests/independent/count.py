#!/usr/bin/env python3
"""Counts the activity of a team from the JSON export of its records, apart from the program.

Written from the definitions of the figures (docs/figures.md), not from the program's code, so
that the two can be compared. Nothing but the standard library; Python 3.9 or later.

    count.py --year 2020 export.json
    count.py --periods 2019-01-01:2020-01-01,2020-01-01:2021-01-01 export.json other.json

prints one JSON object a file and period. Days are civil days: nothing is converted. The last day
of a period is not in it. `evolution` compares a period with the one before it in the list.
"""

import argparse
import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction

from rota import Rota

getcontext().prec = 60

PLACES = ["station", "own_premises", "remote"]
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def order_of(identifier):
    """Identifiers are in the order of their bytes, of which the text is the base 32."""
    return [BASE32.index(letter) for letter in identifier]


class Team:
    """The records of one export, by kind."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
        if content["format"] != "permanence-records" or content["version"] != 1:
            raise SystemExit(f"{path}: not an export this program reads")
        self.kinds = defaultdict(dict)
        for record in content["records"]:
            self.kinds[record["kind"]][record["id"]] = record["fields"]
        self.empty_bin()

    def empty_bin(self):
        """What lies in the bin counts nowhere, nor does what hangs on a case in the bin."""
        binned = {key for key, fields in self["case"].items() if "binned" in fields}
        for kind in ["case", "interview", "act", "child", "session", "post", "typed_total"]:
            self.kinds[kind] = {
                key: fields
                for key, fields in self[kind].items()
                if "binned" not in fields and fields.get("case") not in binned
            }

    def person(self, identifier):
        """The record that stands for a person: where it was merged into, and the smallest of a ring."""
        followed = []
        while identifier not in followed:
            followed.append(identifier)
            into = self["person"].get(identifier, {}).get("merged_into")
            if into is None:
                return identifier
            identifier = into
        return min(followed[followed.index(identifier):], key=order_of)

    def __getitem__(self, kind):
        return self.kinds[kind]


def inside(text, first, after):
    """Whether a day was given and lies in the period."""
    return text is not None and first <= date.fromisoformat(text) < after


def one_decimal(number):
    """Rounds half away from zero, as by hand."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return str(abs(rounded)) if rounded == 0 else str(rounded)


def evolution(before, after):
    """(N / N-1 - 1) x 100."""
    if before == 0:
        return "n.s."
    change = one_decimal((Fraction(after, before) - 1) * 100)
    return change if change.startswith("-") else "+" + change


def points(before, after):
    """The change of a share, in points."""
    if before[1] == 0 or after[1] == 0:
        return "n.s."
    change = one_decimal((Fraction(*after) - Fraction(*before)) * 100)
    return change if change.startswith("-") else "+" + change


def seat_of(team, case):
    """Zone, company or none, and station of a case; None where it has no sure place."""
    station_id = team["case"].get(case, {}).get("station")
    station = team["station"].get(station_id)
    if station is None or "zone" not in station:
        return None
    zone = station["zone"].upper()
    if station.get("is_other_sector"):
        return zone, "other sectors", station_id
    company_id = station.get("company")
    if company_id is not None:
        company = team["company"].get(company_id)
        if company is None or company.get("zone", station["zone"]) != station["zone"]:
            return None
    return zone, company_id, station_id


def by_station(team, handled):
    """Cases by zone, company and station, or None: the sum must be the total."""
    seats = {case: seat_of(team, case) for case in handled}
    if None in seats.values():
        return None
    table = {
        "total": len(handled),
        "zones": Counter(zone for zone, _, _ in seats.values()),
        "companies": Counter(),
        "other_sectors": Counter(),
        "stations": Counter(station for _, _, station in seats.values()),
    }
    for zone, company, _ in seats.values():
        if company == "other sectors":
            table["other_sectors"][zone] += 1
        elif company is not None:
            table["companies"][company] += 1
    if sum(table["zones"].values()) != len(handled):
        return None
    return table


def minutes_between(slots):
    """Minutes of "09:00-12:00 14:00-18:00"."""
    total = 0
    for slot in (slots or "").split():
        ends = [int(part[:2]) * 60 + int(part[3:]) for part in slot.split("-")]
        total += ends[1] - ends[0]
    return total


def shifts_of(team, first, after):
    """The shifts of the period by zone, one a station and day."""
    days = defaultdict(list)
    for day, identifier, shift in Rota(team).shifts(first, after):
        days[shift.get("station", identifier), day].append(shift)
    zones = defaultdict(Counter)
    for (station, _), notes in days.items():
        zone = team["station"].get(station, {}).get("zone", "?").upper()
        held = [note for note in notes if note.get("status") == "held"]
        counts = Counter(scheduled=1)
        counts["scheduled_minutes"] = sum(minutes_between(note.get("slots")) for note in notes)
        if held:
            counts["held"] = 1
            named = [place for place in PLACES if place in {note.get("place") for note in held}]
            counts["held: " + (named[0] if named else "not stated")] = 1
            counts["held_minutes"] = sum(
                note["duration"] if "duration" in note else minutes_between(note.get("slots"))
                for note in held
            )
        elif any(note.get("status") == "cancelled" for note in notes):
            counts["cancelled"] = 1
        zones[zone] += counts
    return {zone: {name: n for name, n in counts.items() if n} for zone, counts in zones.items()}


BRACKETS = [(18, "under_18"), (25, "18_24"), (35, "25_34"), (45, "35_44"), (60, "45_59")]


def bracket(born, day):
    """The age bracket of who was born on a day, on another; nothing before birth."""
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if years < 0:
        return ""
    return next((name for limit, name in BRACKETS if years < limit), "60_over")


def people(team, handled, last):
    """Persons of the cases handled, once a case and role: origin, role, sex, age."""
    once = {
        (part["case"], team.person(part["person"]), part.get("role", ""))
        for part in team["participation"].values()
        if part.get("case") in handled and "person" in part
    }
    for case, person, role in once:
        fields = team["person"].get(person, {})
        age = fields.get("age_bracket", "")
        if age == "" and "birth_date" in fields:
            age = bracket(date.fromisoformat(fields["birth_date"]), last)
        yield team["case"].get(case, {}).get("origin", ""), role, fields.get("sex", ""), age


def waits(team, first, after):
    """Days from referral to first interview, of the cases whose first is in the period; None where not known."""
    firsts = {}
    for note in team["interview"].values():
        if note.get("status") == "kept" and note.get("with") == "beneficiary":
            if "date" in note and note.get("case") in team["case"]:
                case = note["case"]
                firsts[case] = min(firsts.get(case, note["date"]), note["date"])
    for case, day in firsts.items():
        if inside(day, first, after):
            referred = team["case"][case].get("origin_date")
            known = referred is not None
            yield (date.fromisoformat(day) - date.fromisoformat(referred)).days if known else None


def wait_bracket(days):
    if days is None:
        return ""
    if days < 0:
        return "before"
    limits = [(1, "same_day"), (8, "week"), (31, "month")]
    return next((name for limit, name in limits if days < limit), "longer")


def median(days):
    days = sorted(days)
    if not days:
        return None
    pair = days[len(days) // 2] + days[(len(days) - 1) // 2]
    return one_decimal(Fraction(pair, 2))


def breakdowns(team, handled, first, after):
    """What was done, by what was answered."""
    acts = [act for act in team["act"].values() if "case" in act]
    referrals = [act for act in acts if act.get("kind") == "referral"]
    measures = [act for act in acts if act.get("kind") == "measure"]
    sessions = [one for one in team["session"].values() if inside(one.get("date"), first, after)]
    delays = list(waits(team, first, after))
    last = after - timedelta(days=1)
    cells = {
        "people": Counter(people(team, handled, last)),
        "referrals": Counter(
            (act.get("partner_kind", ""), act.get("outcome", ""))
            for act in referrals
            if inside(act.get("date"), first, after)
        ),
        "measures-asked": Counter(
            (act.get("measure", ""),)
            for act in measures
            if inside(act.get("asked", act.get("date")), first, after)
        ),
        "measures-granted": Counter(
            (act.get("measure", ""),)
            for act in measures
            if inside(act.get("granted"), first, after)
        ),
        "children": Counter(
            (child.get("exposure", ""),)
            for child in team["child"].values()
            if child.get("case") in handled
        ),
        "child-reports": Counter(
            (name,)
            for case in team["case"].values()
            for name in ["concern", "prosecutor"]
            if inside(case.get(name + "_reported"), first, after)
        ),
        "delays": Counter((wait_bracket(days),) for days in delays),
        "sessions": Counter((one.get("kind", ""), one.get("status", "")) for one in sessions),
    }
    came = sum(one.get("participants", 0) for one in sessions if one.get("status") == "held")
    return {
        topic: {
            "cells": {"/".join(answers): n for answers, n in counts.items()},
            "median_days": median([days for days in delays if days is not None and days >= 0])
            if topic == "delays"
            else None,
            "participants": came if topic == "sessions" else None,
        }
        for topic, counts in cells.items()
        if counts
    }


CHOSEN = ["origin", "relationship", "complaint", "known_to_social_services", "closure_reason"]
SEVERAL = ["violences", "problems"]
NUMBERS = ["children", "children_exposed"]


def answers(team, handled):
    """How the cases handled answer the fields that are counted; those nobody answers are left out."""
    cases = [team["case"].get(case, {}) for case in handled]
    counted = {}
    for field in [*CHOSEN, *SEVERAL, *NUMBERS, "conjugal_violence"]:
        given = [case[field] for case in cases if field in case]
        if not given:
            continue
        counts = Counter()
        for value in given:
            for one in value if field in SEVERAL else [value]:
                number = "number" if field in NUMBERS else str(one).lower()
                counts[number] += 1
        counted[field] = {
            "counts": dict(counts),
            "sum": sum(given) if field in NUMBERS else None,
            "blank": len(cases) - len(given),
        }
    return counted


def due_minutes(post, yearly_minutes, first, after):
    """What a post comes to in the period: of each year its share by days, rounded once a year."""
    start = max(first, date.fromisoformat(post["from"])) if "from" in post else first
    end = after
    if "until" in post:
        end = min(after, date.fromisoformat(post["until"]) + timedelta(days=1))
    total = 0
    for year in range(start.year, end.year + 1):
        opening, closing = date(year, 1, 1), date(year + 1, 1, 1)
        days = max(0, (min(end, closing) - max(start, opening)).days) if start < end else 0
        exact = Fraction(yearly_minutes * post.get("full_time", 0) * days, 100 * (closing - opening).days)
        total += int(exact + Fraction(1, 2))
    return total


def workload(team, first, after, kept, acts):
    """What each worker did, and what the posts come to."""
    loads = defaultdict(Counter)
    for _, _, shift in Rota(team).shifts(first, after):
        if shift.get("status") == "held":
            worked = shift["duration"] if "duration" in shift else minutes_between(shift.get("slots"))
            loads[shift.get("worker", "?")]["held_minutes"] += worked
    for note in kept.values():
        loads[note.get("worker", "?")]["interviews"] += 1
    pairs = {(one.get("worker", "?"), one["case"]) for one in [*kept.values(), *acts] if "case" in one}
    for worker, _ in pairs:
        loads[worker]["cases"] += 1
    hours = [fields.get("yearly_hours") for fields in team["team"].values()]
    yearly = next((one for one in hours if one is not None), 1607) * 60
    for post in team["post"].values():
        loads[post.get("worker", "?")]["due_minutes"] += due_minutes(post, yearly, first, after)
    named = {who: {name: n for name, n in counts.items() if n} for who, counts in loads.items()}
    return {who: counts for who, counts in named.items() if counts}


TYPED = [
    "cases_handled",
    "cases_opened",
    "conjugal_violence",
    "interviews_held",
    "interviews_with_professionals",
    "sexual_violence_victims",
    "shifts_held",
]


def typed_in(team, first, after):
    """What was typed in by hand for days that all lie in the period."""
    sums = dict.fromkeys(TYPED, 0)
    for fields in team["typed_total"].values():
        if "from" not in fields or "until" not in fields:
            continue
        begun, last = date.fromisoformat(fields["from"]), date.fromisoformat(fields["until"])
        if first <= begun <= last < after:
            for name in TYPED:
                sums[name] += fields.get(name, 0)
    return sums


def activity(team, first, after):
    """Every figure of the period, and the records behind them."""
    kept = {
        identifier: interview
        for identifier, interview in team["interview"].items()
        if interview.get("status") == "kept" and inside(interview.get("date"), first, after)
    }
    acts = [act for act in team["act"].values() if inside(act.get("date"), first, after)]
    handled = {contact["case"] for contact in [*kept.values(), *acts] if "case" in contact}
    cases = team["case"]
    sexual = {case for case in handled if "sexual" in cases.get(case, {}).get("violences", [])}
    behind = {
        "cases_handled": handled,
        "cases_opened": {c for c, case in cases.items() if inside(case.get("opened"), first, after)},
        "conjugal_violence": {c for c in handled if cases.get(c, {}).get("conjugal_violence") is True},
        "interviews_held": {i for i, note in kept.items() if note.get("with") == "beneficiary"},
        "interviews_with_professionals": {
            i for i, note in kept.items() if note.get("with") == "professional"
        },
        "sexual_violence_victims": {
            team.person(part["person"])
            for part in team["participation"].values()
            if part.get("role") == "victim" and part.get("case") in sexual and "person" in part
        },
    }
    share = (len(behind["conjugal_violence"]), len(handled))
    return {
        "from": first.isoformat(),
        "to": after.isoformat(),
        "figures": {name: len(ids) for name, ids in behind.items()},
        "behind": {name: sorted(ids) for name, ids in behind.items()},
        "conjugal_violence_percent": one_decimal(Fraction(*share) * 100) if share[1] else None,
        "stations": by_station(team, handled),
        "shifts": shifts_of(team, first, after),
        "breakdowns": breakdowns(team, handled, first, after),
        "answers": answers(team, handled),
        "workload": workload(team, first, after, kept, acts),
        "typed": typed_in(team, first, after),
    }


def compared(before, after):
    """The evolution from one activity to the next, with what was typed in."""
    both = [
        {name: n + side["typed"][name] for name, n in side["figures"].items()}
        for side in (before, after)
    ]
    pairs = {name: (n, both[1][name]) for name, n in both[0].items()}
    shares = [(side["conjugal_violence"], side["cases_handled"]) for side in both]
    held = [
        sum(zone.get("held", 0) for zone in side["shifts"].values()) + side["typed"]["shifts_held"]
        for side in (before, after)
    ]
    changes = {name: evolution(*pair) for name, pair in pairs.items()}
    changes["conjugal_violence_share"] = points(*shares)
    changes["shifts_held"] = evolution(*held)
    return changes


def periods_of(arguments):
    if arguments.year is not None:
        return [(date(arguments.year, 1, 1), date(arguments.year + 1, 1, 1))]
    pairs = [pair.split(":") for pair in arguments.periods.split(",")]
    return [(date.fromisoformat(first), date.fromisoformat(after)) for first, after in pairs]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--year", type=int)
    when.add_argument("--periods", help="first:after,first:after…")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    for path in arguments.files:
        team = Team(path)
        previous = None
        for first, after in periods_of(arguments):
            counted = activity(team, first, after)
            counted["evolution"] = compared(previous, counted) if previous else None
            previous = counted
            print(json.dumps({"file": path, **counted}, sort_keys=True))


if __name__ == "__main__":
    main()
