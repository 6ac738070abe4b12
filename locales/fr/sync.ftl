# The sync line: three states, and never "synchronised" before the endpoint said so.

sync-saved = Enregistré sur l'appareil
sync-pending = En attente d'envoi ({ NUMBER($count) })
sync-done = Synchronisé { $when }

engine-stopped = Le moteur s'est arrêté avant de répondre. Ce qui est enregistré est intact, ce que vous avez tapé est resté à l'écran. Donnez votre phrase de passe et recommencez.
