# Common words.

starting = Ouverture…
action-reload = Recharger la page

no-engine-title = L'application ne démarre pas
no-engine = Le navigateur n'a pas pu lancer la partie qui lit les dossiers. Ce qui est enregistré sur cet appareil est intact. Rechargez la page ; si cela continue, mettez le navigateur à jour.
other-build-title = Une nouvelle version est arrivée
other-build = La page et son moteur ne sont plus de la même version. Ce qui est enregistré est intact. Rechargez la page.

# Time and days
time-of-day = { $hour }{"\u00a0"}h{"\u00a0"}{ $minute }
day-and-time = { $day } { $time }
day-today = aujourd'hui
day-yesterday = hier
day-tomorrow = demain
at-time = à { $time }
day-at-time = { $day } à { $time }

# Actions
secret-show = Afficher
secret-hide = Masquer

# A case in a list
case-without-name = Dossier sans nom
case-by-number = Dossier { $number }
case-last-contact = dernier contact { $day }
case-opened = ouvert { $day }
case-to-decide = À décider
case-closed = Clos
reminder-text = Quelque chose est à faire.
