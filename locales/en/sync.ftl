# The sync line: three states, and never "synchronised" before the endpoint said so.

sync-saved = Saved on this device
sync-pending = Waiting to be sent ({ NUMBER($count) })
sync-done = Synchronised { $when }

engine-stopped = The engine stopped before it answered. What is saved is intact, what you typed is still on the screen. Give your passphrase and try again.
