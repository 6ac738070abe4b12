# The planning: shifts, the rota, and what is looked at before a shift.

place-planning = Planning
planning-title = Planning
planning-span = Period
planning-week = Week
planning-month = Month
planning-whose = Shifts
planning-all = The whole team
planning-mine = Mine
planning-before = Earlier
planning-after = Later
planning-today = Today
planning-week-of = Week { $week } · { $from } – { $until }
planning-even = Even week
planning-odd = Odd week
planning-slot = { $from } – { $until }
planning-hours = { $hours } h
planning-empty = No shift in this period. Add the hours that come again each week: the rest follows.
planning-conflicts = { $count ->
    [one] One shift does not fit
   *[other] { $count } shifts do not fit
}
planning-cell = { $day }: { $count ->
    [0] no shift
    [one] one shift
   *[other] { $count } shifts
}
planning-more = and { NUMBER($count) } more
planning-hours-title = Hours
planning-planned = Planned
planning-held = Held
planning-total = Total
planning-by-zone = By zone
planning-by-station = By station
planning-by-worker = By worker
planning-no-zone = Zone not said

conflict-two-places = { $worker } would be at { $one } and at { $other } at the same hour, { $day }.
conflict-uncovered = { $place }, { $day }: nobody stands in.
conflict-nobody = { $place }, { $day }: nobody is named.

rota-title = Rota and absences
rota-text = What comes again each week, who is away, and how weeks take turns. The planning follows from it.
rota-rules = Lines of the rota
rota-rules-empty = A station, a day, hours: every week, or every second one.
rota-rule-new = New line
rota-rule-change = To change a line from some day on, give it an end and add a new one: what is past stays as it is.
rota-rule-missing = A line needs a station, a day and hours.
rota-shift-new = Extra shift
rota-absences = Absences
rota-absences-empty = Leave, illness, training: shifts are called off, or held by who stands in.
rota-absence-new = New absence
rota-parities = Even and odd weeks
rota-parities-empty = Weeks follow the calendar. After a year of 53 weeks two odd weeks follow each other: say here how to go on.
rota-parity-new = Change the parity
rota-parity-text = From the chosen week on, weeks take turns, whatever their numbers.
rota-weeks = weeks: { $weeks }
rota-from = from { $day }
rota-until = until { $day }
rota-days = from { $from } to { $until }
rota-replaced = replaced by { $worker }
rota-not-replaced = not replaced
rota-week-from = From the week of { $day }
rota-counts-as = counts as: { $parity }
absence-missing = An absence needs a worker and a first day, and ends on that day at the earliest.

hours-from = Slot { NUMBER($place) }, from
hours-until = Slot { NUMBER($place) }, until
hours-more = Add a slot
hours-broken = Each slot has a beginning and an end, in order, and none lies over another.

task-proposed = Proposed: your next shift, { $day } at { $place }.
shift-word = Shift
shift-planned = Planned
shift-running = Under way
shift-running-since = Under way since { $time }
shift-cancelled-for = Called off: { $reason }
shift-nobody = Nobody is named
shift-instead = { $worker }, instead of { $other }
shift-lasted = { $duration } held
shift-begin = Begin
shift-end = End
shift-as-planned = It was held
shift-cancel = Call off
shift-edit = Change the shift
shift-place = Place
shift-begun = Shift begun
shift-ended = Shift ended
shift-held = Shift held
shift-cancelled = Shift called off
shift-place-noted = Place noted
shift-gone-title = No shift here any more
shift-gone = It was moved, or the line changed. The planning says how it stands.
shift-without-day = A shift needs a day.
shifts-today = Shifts
shifts-open = { $count ->
    [one] One past shift of which nothing is said, { $day }
   *[other] { $count } past shifts of which nothing is said, the first { $day }
}
shifts-export = My shifts (.ics)
shifts-exported = Calendar file given to the browser

check-fine = Ready for the shift
check-look = To look at before you begin
check-sent = Everything is sent
check-unsent = { $count ->
    [one] One save waits to be sent
   *[other] { $count } saves wait to be sent
}
check-room = Enough room on this device
check-room-full = The room on this device is nearly full
check-clock = Clock on time
check-clock-off = The clock of this device is off
check-clock-unknown = Clock not compared: no network yet
check-version = Application up to date
check-version-new = A newer version is ready
check-battery = Battery: { NUMBER($percent) } %

holiday-new-year = New Year
holiday-good-friday = Good Friday
holiday-easter-monday = Easter Monday
holiday-labour = Labour Day
holiday-victory = Victory in Europe
holiday-ascension = Ascension
holiday-whit-monday = Whit Monday
holiday-national = National Day
holiday-assumption = Assumption
holiday-all-saints = All Saints
holiday-armistice = Armistice
holiday-christmas = Christmas
holiday-saint-stephen = Saint Stephen
