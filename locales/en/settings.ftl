# The settings.

settings-title = Settings
settings-parts = Parts of the settings
settings-general = General
settings-team = Team and stations
settings-sync = Synchronisation
settings-devices = Devices
settings-passphrase = Passphrase
settings-storage = Storage
settings-looks = Looks
settings-locking = Locking

role-administrator = Administrator
role-worker = Member of the team
theme-label = Appearance
theme-automatic = Automatic
theme-light = Light
theme-dark = Dark
idle-label = Lock without activity after
idle-minutes = { NUMBER($minutes) } min
idle-hint = The screen also locks when the application stays out of sight for more than a minute. What is typed is kept, sealed.

count-only = { NUMBER($count) }
sync-title = Exchange with the server
sync-now = Synchronise
sync-running = Exchanging…
sync-never = Never
sync-fact-pending = Waiting to be sent
sync-fact-last = Last synchronisation
sync-fact-waiting = Received, waiting for an earlier item
sync-demo = The demonstration sends nothing: all of it stays on this device.
invitation-title = Invitation
invitation-hint = Whoever runs the server gives it to you. Once for the whole team.
invitation-save = Add the code
invitation-saved = Code added

devices-title = Devices of the team
device-this = This device
device-unnamed = Device without a name
device-add-title = Add a device
device-add-not-allowed = Only an administrator of the team can add a device.
device-add-lead = On the new device, open the application and choose “Join a team”. It will show a code.
device-worker = Name of the person
device-worker-hint = Who will use this device.
device-secret = Code shown by the new device
device-secret-hint = 26 characters. Spaces do not count.
device-looking = Looking for the new device…
device-waiting = Waiting for the new device…
device-digits = Six digits
device-digits-hint = Those that the new device shows now.
device-confirm = Add the device
device-cancel = Give up
device-added = The device belongs to the team.
device-another = Add another device

passphrase-change-title = Change the passphrase
passphrase-change-lead = The new one is for this device only. The files do not change.
passphrase-current = Current passphrase
passphrase-change = Change the phrase
passphrase-changed = Passphrase changed
passphrase-demo = The demonstration opens without a passphrase.

room-title = Room on the device
room-used = { $used } used; the browser grants { $quota }.
size-megabytes = { NUMBER($count) }{"\u00a0"}MB
size-gigabytes = { NUMBER($count) }{"\u00a0"}GB
room-nearly-full = There is hardly any room left. What is saved is intact. Make room on the device before you go on.
room-kept = The browser promises to keep the files.
room-not-kept = The browser might clear the files when it runs out of room.
room-ask = Ask it to keep them
room-install = In a tab, this device may clear the files after seven days without a visit. Add the application to the home screen to keep them.
export-title = A copy of the files
export-lead = A readable JSON file of all that this device can read. It is not sealed: keep it in a safe place.
export = Download the copy
export-done = Copy handed to the browser
export-refused = The browser refused the download. Nothing has changed. Allow downloads for this site, then try again.
version-title = Version
version-of = Version { $build }
version-look = Look for a new version
version-none = This is the latest version known.
version-waits = A new version is ready. Save what you are writing before you take it.
version-take = Take the new version
leave-title = Leave
leave-pending = Waiting to be sent: { NUMBER($count) }. This work stays saved here, sealed, and goes out next time.
leave-lock = Lock now
fields-title = Fields of the team
fields-text = Your own questions, asked in forms like all others: searched, exported, kept in the history.
fields-empty-title = No field of the team's own
fields-empty = Add here what your team notes and the case does not ask.
team-field-new = New field
team-field-of = In the record
team-field-add = Add the field
team-field-incomplete = Give a label and a type, and choices for a list; nothing is saved yet.
team-field-choices-hint = Separate choices by commas; they are for the types “Choice” only.
team-field-retire = Retire
team-field-retire-what = Retire: { $what }
team-field-retired = Field retired
fields-asked = Asked today
settings-keys = Keyboard
keys-label = Letters as shortcuts
keys-hint = Outside of fields: n for a new contact, / to search, j and k to walk the list. Ctrl K opens the search from anywhere, always. Turn it off if you dictate.
grids-title = Danger grids
grids-known = Known grids
grids-text = A new evaluation asks the team's latest grid; those already made keep theirs.
grid-version = { $count ->
    [one] version { NUMBER($version) }, 1 question
   *[other] version { NUMBER($version) }, { NUMBER($count) } questions
}
grid-not-validated = to be validated by the team
grid-asked = In use
grid-load-title = Load a grid
grid-load-text = A JSON file: id, version, label, source, is_validated, then blocks of questions. Its form is described in the documentation (docs/grids.md).
grid-file = File of the grid
grid-loaded = Grid loaded
team-file-too-large = This file is too large (over 256 kB). Nothing was loaded. Choose the right file.
team-file-unreadable = This file is no readable text. Nothing was loaded. Save it as JSON (UTF-8), then choose it again.
grid-known-already = The team already has version { NUMBER($version) } of this grid. Nothing changed. If the questions changed, raise the version number.
team-file-malformed = Line { NUMBER($line) }, column { NUMBER($column) }: { $reason } Nothing was loaded. Correct the file, then choose it again.
grid-repeated = The question “{ $id }” stands there twice. Nothing was loaded. Give each question an id of its own.
grid-not-plain = The id “{ $id }” holds other characters than small letters, digits, _ and -. Nothing was loaded. Correct it in the file.
grid-bad-text = A text of “{ $id }” is empty or too long (600 characters at most). Nothing was loaded. Correct it in the file.
grid-bad-count = A grid has 1 to 200 questions. Nothing was loaded. Correct the file.
team-file-reason-missing = “{ $name }” is missing.
team-file-reason-unknown = “{ $name }” has no place here.
team-file-reason-type = a value is not of the type expected.
team-file-reason-end = the file stops before its end.
team-file-reason-form = this is not the form of a JSON file.
choices-title = The team's choices
choices-text = What your team adds to the lists of the application. Once retired, a choice is offered no longer; what was noted stays.
team-choice-list = In the list
team-choice-label = Choice
team-choice-add = Add the choice
team-choice-incomplete = Give the choice a label; nothing is saved yet.
team-choice-retired = Choice retired
size-kilobytes = { NUMBER($count) }{"\u00a0"}kB
attachments-here = { $count ->
    [0] No attachment on this device.
    [one] 1 attachment on this device, { $size }.
   *[other] { $count } attachments on this device, { $size }.
}
attachments-waiting = { $count ->
    [one] 1 waiting to be sent, { $size }.
   *[other] { $count } waiting to be sent, { $size }.
}
attachments-sending = Being sent: { NUMBER($done) } parts of { NUMBER($total) }
attachments-cap = An attachment takes { $most } at the most. It is sent after the files, as soon as the network allows.
settings-reminders = Reminders
reminders-label = Tell me when something is to be done
reminders-hint = A quarter of an hour before an appointment, and in the morning for the rest of the day. A reminder never says what or who it is about. It comes only while the application is open, even locked: no server knows your appointments.
reminders-refused = The device does not allow reminders of this application. Allow its notifications in the browser's settings, then choose "Yes" again.

team-text = What figures and the planning rest on: each station has a zone, each brigade its company.
team-itself = The team
team-none = The team is not here yet.
team-stations = Stations
team-stations-empty = Police stations and brigades where shifts are held.
team-station-new = New station
team-companies = Companies
team-companies-empty = Companies group brigades of the gendarmerie.
team-company-new = New company
team-workers = Workers
team-workers-empty = Each arrives with a device.
line-without-name = Without a name

team-posts = Posts
team-posts-empty = A post says the share of full time of each worker: workload is compared with it.
team-post-new = New post
team-post-percent = { NUMBER($percent) } % of full time

setup-title = Set-up of the team
setup-text = Stations, companies, funders, posts, the team's own fields and choices, letters, texts of the report, settings: a file for another team. Nobody stands in it.
setup-give = Export the set-up
setup-take = Take that of another team

setup-brings = This file brings: { $what }. What is there already stays.
setup-count = { $what }: { NUMBER($count) }
setup-add = Add to the team
setup-added = Set-up added

walk-title = Setting up
walk-begin = Set up step by step
walk-done = Finish
walk-stations = Each station with its zone, its company, who pays for its share and its other names: figures and the report rest on them.
walk-territory = Territory
walk-territory-text = Choose a station, then touch the schema where it stands, or move it with the arrows. A station without a place stays in the tables.
walk-workers = Workers and posts
walk-workers-text = Workers come with their device. A post says what share of full time it is and who holds it: workload is held against it.
walk-lists = Lists and fields
walk-lists-text = Add the answers of your territory to the lists, and to the forms what your funders ask for.
walk-texts = Texts of the report
walk-texts-text = What hardly changes from year to year is written once, and stays until a year has its own.
walk-unwritten = To be written
walk-unplaced = { $name } (no place)
walk-placed = { $count ->
    [0] None of { NUMBER($total) } stations has a place on the schema.
    [one] 1 of { NUMBER($total) } stations has a place on the schema.
   *[other] { NUMBER($count) } of { NUMBER($total) } stations have a place on the schema.
}
walk-move = Move
walk-left = To the left
walk-up = Up
walk-down = Down
walk-right = To the right
paths-known = Questions of the tablet
paths-text = The tablet asks the team's latest questions; an intake that has begun keeps its own. Partners marked “Named on the tablet” in the directory are added to the question of consent.
path-shipped = Questions of the program
path-own = Questions of the team
path-load-title = Ask other questions
path-load-text = Take the file of the questions asked today, change it, raise its version, then load it. Its form is described in the documentation (docs/intake.md).
path-offer = Take the file
path-file = File of the questions
path-loaded = Questions loaded
path-take-away = Take away
path-taken-away = Questions taken away
path-untranslated = In part in French only: { $languages }
path-not-newer = The questions asked today have version { NUMBER($version) }. Nothing changed. Give those of the file a greater number.
path-no-field = The answer to “{ $id }” finds no place in a case. Nothing was loaded. Correct “into” or the options, or take “into” away: the answer will stand in the interview.
path-no-text = The French text of “{ $id }” is missing. Nothing was loaded. Add it below “texts”, “fr”.
path-too-long = The file has no question, or too many (120 questions, 18 options each). Nothing was loaded. Correct the file.
path-unchecked = Two questions at least must check that the screen was understood (with “right”). Nothing was loaded. Keep those of the program.
path-unsafe = “{ $id }” asks how to reach the person before it is known whether that is safe. Nothing was loaded. Put it after the question that goes into “contact_consent”.
path-text-long = A text of “{ $id }” is too long (15 words for a question, 160 characters for others). Nothing was loaded. Shorten it.
path-bad-id = The id “{ $id }” is empty, too long, there twice, or holds other characters than small letters, digits and _. Nothing was loaded. Correct it.
path-bad-condition = The condition of “{ $id }” names no answer of a question before it. Nothing was loaded. Correct “when”.
path-bad-options = The options of “{ $id }” do not fit its kind. Nothing was loaded. Correct “options”, “kind” or “right”.
path-untranslated-many = In part in French only, for { NUMBER($count) } languages
