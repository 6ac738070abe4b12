# Common words.

starting = Opening…
action-reload = Load the page again

no-engine-title = The application does not start
no-engine = The browser could not start the part that reads the files. What is saved on this device is intact. Load the page again; if it goes on, update the browser.
other-build-title = A new version has arrived
other-build = The page and its engine are no longer of one version. What is saved is intact. Load the page again.

# Time and days
time-of-day = { $hour }:{ $minute }
day-and-time = { $day }, { $time }
day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
at-time = at { $time }
day-at-time = { $day } at { $time }

# Actions
secret-show = Show
secret-hide = Hide

# A case in a list
case-without-name = File without a name
case-by-number = File { $number }
case-last-contact = last contact { $day }
case-opened = opened { $day }
case-to-decide = To decide
case-closed = Closed
reminder-text = Something is to be done.
