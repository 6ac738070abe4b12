# Before the work: first run, joining, unlocking, the demonstration.

brand = Permanence
action-back = Back
action-next = Continue
action-again = Begin again
busy = One moment…
step-of = Step { NUMBER($step) } of { NUMBER($total) }
language-label = Language

first-run-title = Welcome
first-run-lead = Files stay sealed on this device and open even without a network. How would you like to begin?
way-create = Create a team
way-create-text = You are the first of your team to use the application.
way-join = Join a team
way-join-text = Another device of your team is within reach.
way-demo = Try it with invented data
way-demo-text = To get an idea. Nothing is real and nothing leaves the device.

create-names-title = Your team
create-names-lead = Only the team sees these names.
create-team-name = Name of the team
create-team-name-hint = That of your association or of your area.
create-team-name-missing = Give the team a name.
create-worker-name = Your name
create-worker-name-hint = What your colleagues call you. A first name is enough.
create-worker-name-missing = Say what to call you.

create-stations-title = Police and gendarmerie stations
create-stations-lead = Where the shifts are held. The list can be changed at any time.
stations-begin = Begin with
stations-template = Moselle-Est
stations-blank = An empty list
stations-list = Stations
stations-other = Outside the convention
stations-name = Add a station
stations-kind = It is a
stations-add = Add
stations-remove = Remove { $name }

create-passphrase-title = A passphrase for this device
create-passphrase-lead = It alone opens the files here. Nobody can find it again for you: write it down and keep it away from the device.
passphrase-way = Your passphrase
passphrase-offered = Six drawn words
passphrase-offered-hint = Invent a small story that links them; it helps to remember.
passphrase-redraw = Other words
passphrase-own = My own phrase
passphrase-new = Your passphrase
passphrase-new-hint = At least 14 characters: four words that have nothing to do with each other will do.
passphrase-again = Type it once to check
passphrase-differs = The two are not alike. Read the words again and type them once more.
create-invitation-open = I have an invitation code
create-invitation-hint = It links the team to the server. Without it all works on this device; it can be added later in the settings.
invitation-label = Invitation code
create-submit = Create the team
create-busy = Creating the team…

join-passphrase-lead = It will open the team's files on this device, and on no other. Write it down and keep it away from the device.
join-submit = Get the code
join-busy = Getting ready…
join-secret-title = Type this code on a device of the team
join-secret-lead = There: Settings, Devices, Add a device. Keep this screen open.
join-secret-label = Code of 26 characters
join-waiting = Waiting for the other device…
join-digits-title = Type these six digits on the other device
join-digits-lead = They prove that nobody slipped in between the two.
join-digits-label = Six digits
join-stopped-title = The device did not join the team

demo-title = Try it with invented data
demo-lead = A team and files that were made up, on this device. Nothing leaves it, and all of it can be erased at once.
demo-submit = Open the demonstration
demo-busy = Inventing the team and its files…
demo-again-title = A demonstration is on this device
demo-again-lead = All persons in it are invented. Go on with it, or erase it to create or join a real team.
demo-open = Go on with the demonstration
demo-leave = Erase the demonstration

unlock-title = Unlock
unlock-lead = The files of this device are closed.
unlock-waits = Work waits to be sent. It is saved here, encrypted, and leaves once this is open.
unlock-passphrase = Passphrase
unlock-submit = Open
unlock-busy = Opening…
unlock-wait = { NUMBER($seconds) } s to wait
unlock-reading = Reading the files…
interrupted-title = Session interrupted
interrupted-lead = The engine stopped. What you typed is still on the screen; give your passphrase to go on.

stations-file = The file of another team
setup-file = Set-up file
setup-chosen = { $name }: its stations, fields and texts will be taken.
setup-unreadable = This file cannot be read, or is too large for a set-up. Choose one that a team exported.
