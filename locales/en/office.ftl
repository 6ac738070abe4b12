# The office: funding, sessions, the report.

money-euros = €{ $amount }
amount-broken = An amount cannot be read. Write it like 1580 or 1,580.50.
names-and = { $first } and { $last }
action-add = Add

funding-title = Funding
funding-empty-title = No funding yet
funding-empty = Add a funder, then a convention or a grant: totals, shares and gaps are computed here.
funding-table = Table, which scrolls
funding-funder = Funder
funder-new = New funder
funder-text = A funder may have several names: what is entered under one of them is counted with the others.
funder-unknown = Funder not stated
funder-also = Also: { $names }
funders-title = Funders
funders-empty = Who pays for the post? The State, inter-municipal bodies, the department…
convention-new = New convention
conventions-title = Conventions
conventions-empty = A convention gives the funding plan of several years.
stated-total-new = Stated totals
stated-total-text = Totals as a paper prints them. Where they are not the sum of the rows, the difference is said plainly.
stated-totals-title = Totals stated by a paper
stated-totals-empty = Nothing was stated elsewhere.
grant-new = New grant
grants-of = Grants { $year }
grant-requested = Requested
grant-agreed = Agreed
grant-paid = Paid
grant-gap = Gap
grant-paid-on = Paid on
grants-even = Requested { $requested }, agreed { $agreed }, paid { $paid }.
grants-above = Requested { $requested }, agreed { $agreed }, paid { $paid }, of which { $above } more than agreed.
grants-unpaid = Requested { $requested }, agreed { $agreed }, paid { $paid }; { $unpaid } are still to come.
grants-both = Requested { $requested }, agreed { $agreed }, paid { $paid }, of which { $above } more than agreed; { $unpaid } are still to come.
unpaid-title = Still to come
unpaid-line = { $funder }: { $amount }
plan-edit = Change the plan
plan-empty = No amount is planned.
plan-without-convention = Lines without a convention
plan-without-state = Total without the State
plan-needs-funders = First add the funders, and give the convention its years.
plan-summary = { $total } in { $first }; share of the State: { $from } in { $first }, { $to } in { $last }.
plan-summary-one = { $total } in { $year }; share of the State: { $share }.
entry-without-name = Give a name.
entry-without-year = Give the year, in four digits.
convention-without-years = Give the first year, and a last one that is not before it.
grant-without-funder = Choose the funder.
column-requested = amounts requested
column-agreed = amounts agreed
column-paid = amounts paid
remarks-title = To check
remark-a-paper = The paper
remark-stated-above = { $source }: the stated total of { $column } ({ $stated }) exceeds the sum of the rows ({ $sum }) by { $by }.
remark-stated-below = { $source }: the stated total of { $column } ({ $stated }) is { $by } below the sum of the rows ({ $sum }).
remark-plan = { $year }: the lines come to { $sum }, the convention plans { $planned }.
remark-outside = { $year }: some lines are for a year that the convention does not cover.
remark-agreed = { $funder }: { $agreed } agreed, the plan says { $planned }.
remark-paid-above = { $count ->
    [one] { $funders } paid { $paid } where { $agreed } were agreed: { $excess } too much.
   *[other] { $count } funders paid { $paid } where { $agreed } were agreed ({ $each } too much each, { $excess } in all): { $funders }.
}
remark-without-agreement = { $funder }: { $paid } paid, and nothing agreed.
remark-before-year = { $funder }: paid on { $day }, before the year it is for.
remark-after-year = { $funder }: paid on { $day }, after the end of the year it is for.
remark-long-before = { $funder }: paid on { $day }, more than { NUMBER($months) } months before every other; the day is to be checked.
remark-without-day = { $funder }: { $paid } paid, without a day.
remark-two-names = { $funder } and { $other } are one funder under two names: their amounts are counted together.

sessions-title = Sessions
sessions-text = Trainings and awareness sessions that the team holds for others. The report counts them.
sessions-all = All sessions
sessions-empty = No session is noted.
session-new = New session
session-without-day = Give the day of the session.

report-title = Report
report-cover = Activity report { $period }
report-first-half = H1 { $year }
report-second-half = H2 { $year }
report-of-days = { $what }, { $days }
report-planned = Planned { $year }
report-rota = The shifts
report-activity = Activity and its evolution
report-shares = Shares of situations
report-plan = Funding plan
report-grants = Grants of the year
report-company = Company
report-day = Day
report-hours = Hours
report-weeks = Weeks
report-rota-hours = { $even } in even weeks, { $odd } in odd weeks.
report-shifts-held = { NUMBER($held) } shifts held of { NUMBER($scheduled) } planned ({ $share }), { $hours }.
report-territory-summary = { $count ->
    [one] 1 station of the convention. The surface of each disc follows the number of cases; solid in police territory, hollow in gendarmerie territory.
   *[other] { $count } stations of the convention. The surface of each disc follows the number of cases; solid in police territory, hollow in gendarmerie territory.
}
report-evolution-summary = Cases handled { $cases }, interviews held { $interviews }, from { $before } to { $now }.
report-shares-summary = Share of the { NUMBER($count) } cases handled.
report-share-of = { $what }, as a share of the cases handled. A case counts at each of its answers.
report-text-kept = What is written here stands for this year and those after, until another year has its text. Reports already published do not change.
report-text-change = Change the text
report-text-write = Write the text
report-text-from = Taken from the report of { $year }.
report-publish = Publish the report
report-publish-again = Publish a new version
report-publish-text = Publishing freezes the figures and their definitions. A later correction does not change the report: the difference is shown.
report-is-published = Report published
report-not-adding = The table by station does not add up: complete the cases without a station from the activity, then publish.
report-not-over = A report is published once its period is over.
report-published = Published on { $day }. Digest { $digest }…
report-unreadable = Published on { $day } by a newer version: update the application to read it. The figures shown are those of today.
report-altered = The report published on { $day } no longer matches its digest: do not rely on it, ask who published it for the file.
report-digest = SHA-256 of the file: { $digest }
report-file = File
report-differences = { $count ->
    [0] No number changed since
    [one] 1 number changed since
   *[other] { $count } numbers changed since
}
report-show-now = Show the figures of today
report-then = Published
report-now = Today

export-tables = Export
export-xlsx = Workbook (XLSX)
export-csv = Text (CSV)
export-json = Data (JSON)
export-under-way = The file is being made
export-too-large = The table is too large for a workbook. Choose a shorter period, or the text (CSV).
export-fault = The file could not be made. Nothing changed; try again, or reload the page.
export-count = Count
export-field = Field
export-answer = Answer
export-definition = What it counts
export-share-of = Share { $year }
export-person = Person
export-last-contact = Last contact
export-what = What
export-about = Detail
export-caution = The file holds names and leaves the application: keep it in a safe place.

extracts-title = Extracts by funder
extracts-text = Each funder is given the numbers of its stations. Small numbers (1 to 4) are masked, and others with them, so that no subtraction gives them back, the extracts of the others included. This holds only while the whole report stays within the team.
extract-masked = n.d.
extract-note = n.d.: not disclosed, to protect people. A masked number may be small, or protect another.
extract-cover = Extract for { $funder }
extract-subtotal = Your stations
extract-total = The whole convention
extract-amount = Amount
extract-given-away = { $count ->
    [one] One small number cannot be protected: a figure published before already gives it away.
   *[other] { $count } small numbers cannot be protected: figures published before already give them away.
}

import-title = Import a table
import-text = A workbook (XLSX, ODS) or a text (CSV) of your past years. Each row becomes a case, or one more interview of a case of the same number. Nothing is saved before you have seen it.
import-file = File
import-busy = The file is being read…
import-too-large = The file is too large: 20 MB, 50,000 rows and 200 columns at the most. Cut it by year.
import-protected = The file is protected by a password, or of a format from before 2007. Open it, save it as XLSX without a password, then choose it.
import-broken = This file cannot be read as a table. Open it in a spreadsheet program and save it as XLSX, ODS or CSV.
import-empty = This file is empty.
import-nothing = Do not take
import-contact = Interview kept on
import-professional = Exchange with a professional on
import-referral = Referred to
import-no-number = Row { NUMBER($row) }: “{ $text }” is no number.
import-no-day-of-referral = Row { NUMBER($row) }: a referral, and no date.
import-columns = What the columns say
import-column = Column { $title }
import-sheet = Sheet
import-outcome-title = What will be taken
import-outcome = { $cases ->
    [0] No case to take
    [one] 1 case to take
   *[other] { $cases } cases to take
}, { $interviews ->
    [0] no interview
    [one] 1 interview
   *[other] { $interviews } interviews
}.
import-known = { $count ->
    [one] 1 row is known already, by its number or by the name of its person: it is passed over. Give it a number where it is another case.
   *[other] { $count } rows are known already, by their numbers or by the names of their persons: they are passed over. Give a number to those of another case.
}
import-troubles = { $count ->
    [one] 1 row will not be taken. Mend it in the file, then choose it again: nothing comes twice.
   *[other] { $count } rows will not be taken. Mend them in the file, then choose it again: nothing comes twice.
}
import-save = { $count ->
    [one] Take 1 case
   *[other] Take { $count } cases
}
import-done = { $count ->
    [one] 1 case taken
   *[other] { $count } cases taken
}
import-undone = The import is undone: the cases are in the bin
import-no-day = Row { NUMBER($row) }: “{ $text }” is no day.
import-no-station = Row { NUMBER($row) }: no station is called “{ $text }”. Add that name to the other names of a station.
import-no-answer = Row { NUMBER($row) }: “{ $text }” is no answer that is known.
import-nobody = Row { NUMBER($row) }: neither number nor name.
report-definitions = What each figure counted on that day
