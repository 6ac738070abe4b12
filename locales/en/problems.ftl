# Each sentence says what happened, what is safe, what to do. No blame, no exclamation marks.

failure-wrong-secret = This is not the passphrase of this device. Nothing is erased.
failure-weak-secret = This phrase is too short or too common to protect files. Take at least four unrelated words, or keep the six words offered.
failure-locked = The session is locked. What is saved is intact. Unlock, then try again.
failure-already-there = There is a team on this device already. It was not touched. Load the page again to unlock it.
failure-newer-format = The files on this device were written by a newer version. They are intact. Load the page again to take the new version.
failure-storage-full = There is no room left on this device. What was saved still is; what you just typed is still on the screen. Make room, then save again.
failure-storage-unavailable = The browser refuses access to its storage (private window, a setting, or closed by the system). Nothing was erased. Open the application in an ordinary window, or load the page again.
failure-storage-damaged = { $rows ->
    [one] One item saved on this device cannot be read; the rest opens. Synchronise to get it back from another device of the team.
   *[other] { $rows } items saved on this device cannot be read; the rest opens. Synchronise to get them back from another device of the team.
}
failure-busy = Another tab or the system is using the storage. Nothing is lost. Wait a moment, then try again.
failure-not-found = This item is not, or no longer, on this device. The team may have removed it. Go back to the list.
failure-bad-value = A value does not fit its field. Nothing was saved, your text is still on the screen. Correct it, then save again.
failure-wrong-pairing = This code is not the right one. Nothing was added. Read it again on the other device and type it once more.
failure-pairing-timeout = The other device did not answer in time. Nothing was added. Keep both screens open and connected, and start again.
failure-not-a-setup = This file is not the set-up of a team, or comes from a newer version. Nothing changed; ask for a new one, or update the application.
failure-published = A published report changes no more. Nothing was lost. Publish a new version.
failure-does-not-add-up = Some cases have no sure place: the table by station does not add up, nothing is published. Complete them from the activity.
failure-signed = This evaluation is signed: it changes no more. Nothing was lost. Make a new one to note what has changed.
failure-not-allowed = Only an administrator of the team can do that. Nothing changed. Ask the person who made the team.
failure-mismatch = This page and its engine do not understand each other: a new version has arrived. What is saved is intact. Load the page again.
failure-internal = The application met an error of its own making. What is saved is intact. Load the page again; if it comes back, tell the team what you were doing.

problem-unreachable = No network, or the server does not answer. Everything is saved on this device and will leave by itself.
problem-not-invited = This team has no invitation code for the server yet. Everything is saved on this device. Add the code in the settings to send.
problem-invitation-refused = The server refuses the invitation code. Everything is saved on this device. Check the code in the settings, or ask whoever keeps the server for another.
problem-refused = The server does not, or no longer, know this device. Your work stays saved here. Ask an administrator of the team to check the list of devices.
problem-too-many = { $minutes ->
    [one] The server asks for a pause of one minute. Everything is saved on this device and will leave by itself.
   *[other] The server asks for a pause of { $minutes } minutes. Everything is saved on this device and will leave by itself.
}
problem-too-large = The team's space on the server is full, or one item is too large. Everything is saved on this device. Tell whoever keeps the server.
problem-endpoint-fault = The server has a fault. Everything is saved on this device and will leave by itself when it is better.
problem-not-our-endpoint = Another page answered in place of the server (a sign-in portal, a filter). Everything is saved on this device. Open the browser to sign in to the network, then try again.
problem-tampered = Something received was altered on its way or is incomplete; it was refused. Your files are intact. If it lasts, tell whoever keeps the server.
problem-cloned = A copy of this device wrote under its name. Your files are intact and nothing more leaves from here. Export your work, then join the team again.
failure-attachment-too-large = This file is too long to be attached. Nothing was added. Choose a smaller file, or cut it.
failure-not-sent-yet = Not on this device yet: the one that added it has not sent it. Nothing is lost. Try again later.
failure-not-here-yet = Not on this device yet, and the server cannot be reached. Nothing is lost. Try again with a network.
