# The activity: the figures of a year and what each of them counts.

place-activity = Activity
activity-title = Activity
activity-print = Print
activity-period = Period
activity-year = Year
activity-first-half = First half
activity-second-half = Second half
activity-first-half-of = first half of { $year }
activity-second-half-of = second half of { $year }
activity-figures = Figures
activity-figure = Figure
activity-evolution = Change
activity-stations = Cases by station
activity-place = Station
activity-cases = Cases
activity-share = Share
activity-others = Other sectors
activity-shifts = Shifts
activity-zone = Zone
activity-cancelled = Called off
activity-held-share = Share held
activity-hours-held = Hours held
activity-places = { NUMBER($station) } in the station, { NUMBER($own) } in the association's premises, { NUMBER($remote) } from elsewhere, { NUMBER($unsaid) } not said.
activity-nothing = { $period }: no case handled, nor the year before.
activity-summary = { $period }: { $cases ->
    [one] 1 case handled
   *[other] { $cases } cases handled
}, { $interviews ->
    [one] 1 interview held
   *[other] { $interviews } interviews held
}; cases handled: { $change } against { $before }.
activity-gaps = To complete for figures that are right
activity-gap = { $what }: { NUMBER($count) }
activity-refused = The table by station is not shown: { NUMBER($placed) } of { NUMBER($total) } cases have a sure place.
activity-definitions = What each figure counts

figure-decimal = { $whole }.{ $tenth }
figure-percent = { $number } %
figure-points = { $number } points
figure-not-significant = n.s.
figure-cases-handled = Cases handled
figure-cases-opened = New cases
figure-conjugal-violence = Conjugal violence
figure-conjugal-share = Share of conjugal violence
figure-interviews-held = Interviews held
figure-interviews-with-professionals = Interviews with professionals
figure-sexual-violence-victims = Victims of sexual violence
figure-shifts = Shifts held
figure-of-station = Cases handled of the station
figure-of-company = Cases handled of the company, { $zone }
figure-of-zone = Cases handled, { $zone }
figure-of-others = Cases handled of other sectors, { $zone }
figure-shifts-scheduled = Shifts planned, { $zone }
figure-shifts-held = Shifts held, { $zone }
figure-shifts-cancelled = Shifts called off, { $zone }

definition-cases-handled = Distinct cases that have, in the period, an interview that was kept (with the person or a professional) or an act. A case seen in both halves counts once in the year.
definition-cases-opened = Cases opened in the period, handled or not.
definition-conjugal-violence = Of the cases handled, those marked so. The share is of the cases handled.
definition-interviews-held = Interviews kept with a person who is helped. Neither missed nor cancelled.
definition-interviews-with-professionals = Interviews kept with a professional, counted apart.
definition-sexual-violence-victims = Distinct persons who are victims in a case handled where sexual violence is noted.
definition-shifts = One station on one day, all its hours together. What the rota brings counts, even where nothing was noted.
definition-evolution = (N / N-1 − 1) × 100, one decimal; "n.s." where there was nothing the year before. A share changes in points.

gap-interviews-without-status = Interviews of which it is not said whether they were kept
gap-interviews-without-party = Interviews kept, with whom is not said
gap-interviews-without-case = Interviews kept without a case
gap-interviews-without-date = Interviews without a date
gap-acts-without-date = Acts without a date
gap-cases-without-opening = Cases without a day of opening
gap-conjugal-violence-not-stated = Cases handled without an answer on conjugal violence
gap-sexual-violence-without-victim = Cases of sexual violence without a victim
gap-cases-without-station = Cases handled without a station
gap-shifts-without-outcome = Shifts of which nothing is said

refusal-unknown-cases = Cases that are not on this device: { NUMBER($count) }
refusal-without-station = Cases without a station: { NUMBER($count) }
refusal-unknown-station = Cases of a station that is not on this device: { NUMBER($count) }
refusal-without-zone = { $label } has no zone: { NUMBER($count) }
refusal-unknown-company = The company of { $label } is not on this device: { NUMBER($count) }
refusal-other-zone = { $label } and its company are of different zones: { NUMBER($count) }

behind-empty-title = Nothing behind this figure
behind-empty = It counts none in this period.
behind-total = { $count ->
    [one] 1 line
   *[other] { $count } lines
}

activity-profile = Answers in the cases handled
activity-blank = No answer
definition-profile = Cases handled that give each answer, fields of the team included. Where several answers may be given, a case counts at each. The share is of the cases handled.
figure-answer = { $field }: { $answer }
activity-answered = Answered

topic-people = Persons in the cases handled
topic-delays = Delay before the first interview
topic-referrals = Referrals
topic-measures-asked = Measures asked for
topic-measures-granted = Measures granted
topic-children = Children of the households
topic-child-reports = Reports about children
topic-sessions = Sessions
topic-rows = By
topic-unsaid = Not stated
topic-median = Median delay: { $days } days.
topic-participants = { NUMBER($count) } people came to the sessions held.
delay-same-day = The same day
delay-week = 1 to 7 days
delay-month = 8 to 30 days
delay-longer = More than 30 days
delay-before = Interview before the referral: a day to check
report-concern = Concern reported to child protection
report-prosecutor = Report to the prosecutor
definition-people = Each person of a case handled, once a case and role, by origin of the case, sex and age. The age is the bracket that was noted, else that of the birth date on the last day of the period.
definition-delays = Cases whose first interview kept with the person is in the period: days since the referral to the team. The median leaves unknown days out.
definition-referrals = Referrals to a partner, dated in the period, by kind of partner and by outcome.
definition-measures = Protection measures asked for in the period (on the day of asking, else of the act), and those granted in the period, whenever they were asked for.
definition-children = Children of the households of cases handled, by exposure; cases of which a report about a child left in the period.
definition-sessions = Trainings and awareness sessions dated in the period, planned, held or cancelled.

workload-title = Workload
workload-worker = Worker
workload-nobody = Nobody named
workload-interviews = Interviews
workload-due = Hours of the post
workload-share = Shifts, share
workload-text = Interviews kept, with the person or a professional; cases in which each kept an interview or did an act; hours of shifts held, beside the hours of the post over the period (1,607 h a year at full time, unless the team says otherwise). This table stays within the team.

territory-summary = The stations on the territory, by their place in the settings. The surface of each disc follows the number of cases; solid in police territory, hollow in gendarmerie territory.

typed-title = Totals typed in by hand
typed-text = For the months before, counted elsewhere: these numbers are added to the figures of a period that holds all of their days, are shown apart, and lead to no case.
typed-beside = + { NUMBER($typed) } by hand = { NUMBER($sum) }
typed-of-these = { NUMBER($typed) } of these by hand
typed-of = { $period }, of these by hand
typed-days = Days
typed-note = Source
typed-all = Totals typed in by hand, of all periods
typed-empty = Everything comes from cases. A team that begins in the middle of a year types its earlier totals in here.
typed-new = Add totals
typed-needs-days = The first or the last day is missing, or the last is before the first.
typed-remarks = Totals typed in by hand: to be checked
typed-without-days = Totals without days: they count nowhere.
typed-straddles = Some totals reach beyond the period: they do not count in it. Type them in by half-year to see them in each.
typed-doubled = Two entries are of the same days and the same station, or one is of the whole team: both count.
typed-also-recorded = { $count ->
    [one] A case here was handled as well in the days of an entry: it counts on top.
   *[other] { NUMBER($count) } cases here were handled as well in the days of an entry: they count on top.
}
definition-typed = What the team counted elsewhere for days that have no cases here. Added to the six figures and to the shifts held; shares and evolutions are of the sums. The tables by station, by answer and by person count cases alone.
