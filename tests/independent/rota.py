"""Which shifts a team has on which days, from its records: the lines of the rota, absences, holidays, and what was noted.

Written from docs/figures.md, apart from the program.
"""

from base64 import b32decode, b32encode
from datetime import date, timedelta

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def easter(year):
    """Easter Sunday, by the paschal full moon (the way of the church's tables)."""
    golden = year % 19 + 1
    century = year // 100 + 1
    skipped_leaps = 3 * century // 4 - 12
    moon = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped_leaps - 10
    epact = (11 * golden + 20 + moon - skipped_leaps) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact
    if full_moon < 21:
        full_moon += 30
    march = full_moon + 7 - (sunday + full_moon) % 7
    return date(year, 3, 1) + timedelta(days=march - 1)


def holidays(year, is_local):
    """The public holidays of a year; those of Moselle and Alsace as well where they are local."""
    days = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    after_easter = [1, 39, 50]
    if is_local:
        days.append((12, 26))
        after_easter.append(-2)
    fixed = {date(year, month, day) for month, day in days}
    return fixed | {easter(year) + timedelta(days=offset) for offset in after_easter}


def bytes_of(identifier):
    return b32decode(identifier.upper() + "=" * (-len(identifier) % 8))


def shift_id(rule, day):
    """The id of the shift of a line on a day: the day is laid over the last four bytes."""
    raw = int.from_bytes(bytes_of(rule), "big") ^ day.toordinal()
    return b32encode(raw.to_bytes(16, "big")).decode().lower().rstrip("=")


def minutes_of(slots):
    """Begin and end of each slot, in minutes after midnight."""
    spans = []
    for slot in (slots or "").split():
        begin, end = (time.split(":") for time in slot.split("-"))
        spans.append((int(begin[0]) * 60 + int(begin[1]), int(end[0]) * 60 + int(end[1])))
    return spans


def overlap(one, other):
    return any(a < d and c < b for a, b in minutes_of(one) for c, d in minutes_of(other))


class Rota:
    """The rota of a team, read once."""

    def __init__(self, team):
        def there(kind):
            return {key: fields for key, fields in team[kind].items() if "binned" not in fields}

        whole = ["station", "weekday", "slots"]
        self.rules = {
            key: rule for key, rule in there("rota_rule").items() if all(name in rule for name in whole)
        }
        self.parities = sorted(
            (monday(date.fromisoformat(fields["from"])), bytes_of(key), fields["parity"])
            for key, fields in there("rota_parity").items()
            if "from" in fields and "parity" in fields
        )
        self.absences = [
            fields for fields in there("absence").values() if "worker" in fields and "from" in fields
        ]
        self.stations = team["station"]
        self.is_local = any(fields.get("has_local_holidays") for fields in team["team"].values())
        self.noted_ids = set(team["shift"])
        self.noted = {}
        for key, fields in there("shift").items():
            if "date" in fields:
                self.noted.setdefault(date.fromisoformat(fields["date"]), []).append((key, fields))

    def is_even(self, day):
        before = [change for change in self.parities if change[0] <= monday(day)]
        if not before or before[-1][2] == "calendar":
            return day.isocalendar()[1] % 2 == 0
        first, _, parity = before[-1]
        return ((monday(day) - first).days // 7 % 2 == 0) == (parity == "even")

    def lines_on(self, day):
        parity = "even" if self.is_even(day) else "odd"
        for key, rule in self.rules.items():
            starts = "from" not in rule or date.fromisoformat(rule["from"]) <= day
            lasts = "until" not in rule or day <= date.fromisoformat(rule["until"])
            in_week = rule.get("weeks", "every") in ("every", parity)
            if starts and lasts and in_week and WEEKDAYS[day.weekday()] == rule["weekday"]:
                yield key, rule

    def is_away(self, worker, day):
        """Whether nobody holds the shifts of a worker that day."""
        for _ in range(8):
            found = [one for one in self.absences if one["worker"] == worker and self.covers(one, day)]
            if not found:
                return False
            stand_ins = [one["replaced_by"] for one in found if "replaced_by" in one]
            if not stand_ins:
                return True
            worker = stand_ins[-1]
        return True

    @staticmethod
    def covers(absence, day):
        first = date.fromisoformat(absence["from"])
        last = date.fromisoformat(absence["until"]) if "until" in absence else first
        return first <= day <= last

    def is_holiday(self, day, station):
        is_local = self.stations.get(station, {}).get("has_local_holidays", self.is_local)
        return day in holidays(day.year, is_local)

    def shifts(self, first, after):
        """Day, id and fields of each shift from a day to another, the latter not included."""
        for number in range((after - first).days):
            yield from self.of_day(first + timedelta(days=number))

    def of_day(self, day):
        noted = self.noted.get(day, [])
        for key, fields in noted:
            settled = fields.get("status", "planned") != "planned" or "started" in fields
            if not settled and self.is_away(fields.get("worker"), day):
                fields = {**fields, "status": "cancelled"}
            yield day, key, fields
        for key, rule in self.lines_on(day):
            own = shift_id(key, day)
            stands_for = any(
                fields.get("station") == rule["station"]
                and ("slots" not in fields or overlap(fields["slots"], rule["slots"]))
                for _, fields in noted
            )
            if own in self.noted_ids or stands_for:
                continue
            called_off = self.is_holiday(day, rule["station"]) or self.is_away(rule.get("worker"), day)
            status = "cancelled" if called_off else "planned"
            yield day, own, {"station": rule["station"], "slots": rule["slots"], "status": status}


def monday(day):
    return day - timedelta(days=day.weekday())
