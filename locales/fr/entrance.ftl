# Before the work: first run, joining, unlocking, the demonstration.

brand = Permanence
action-back = Retour
action-next = Continuer
action-again = Recommencer
busy = Un instant…
step-of = Étape { NUMBER($step) } sur { NUMBER($total) }
language-label = Langue

first-run-title = Bienvenue
first-run-lead = Les dossiers restent chiffrés sur cet appareil et s'ouvrent même sans réseau. Par quoi commencer ?
way-create = Créer une équipe
way-create-text = Vous êtes la première personne de votre équipe à utiliser l'application.
way-join = Rejoindre une équipe
way-join-text = Un autre appareil de votre équipe est à portée de main.
way-demo = Essayer avec des données inventées
way-demo-text = Pour se faire une idée. Rien n'est réel et rien ne part de l'appareil.

create-names-title = Votre équipe
create-names-lead = Ces noms ne sont visibles que de l'équipe.
create-team-name = Nom de l'équipe
create-team-name-hint = Celui de votre association ou de votre secteur.
create-team-name-missing = Donnez un nom à l'équipe.
create-worker-name = Votre nom
create-worker-name-hint = Comme vos collègues vous appellent. Un prénom suffit.
create-worker-name-missing = Dites comment vous nommer.

create-stations-title = Commissariats et brigades
create-stations-lead = Là où se tiennent les permanences. La liste se change à tout moment.
stations-begin = Commencer avec
stations-template = Moselle-Est
stations-blank = Une liste vide
stations-list = Services
stations-other = Hors convention
stations-name = Ajouter un service
stations-kind = C'est
stations-add = Ajouter
stations-remove = Retirer { $name }

create-passphrase-title = Une phrase de passe pour cet appareil
create-passphrase-lead = Elle seule ouvre les dossiers ici. Personne ne peut la retrouver à votre place : notez-la et gardez-la loin de l'appareil.
passphrase-way = Votre phrase
passphrase-offered = Six mots au sort
passphrase-offered-hint = Inventez une petite histoire qui les relie, elle aide à les retenir.
passphrase-redraw = Autres mots
passphrase-own = La mienne
passphrase-new = Votre phrase de passe
passphrase-new-hint = Au moins 14 caractères : quatre mots sans rapport entre eux font l'affaire.
passphrase-again = Tapez-la pour vérifier
passphrase-differs = Les deux ne sont pas pareilles. Relisez les mots et tapez-les de nouveau.
create-invitation-open = J'ai un code d'invitation
create-invitation-hint = Il relie l'équipe au serveur. Sans lui tout marche sur cet appareil ; il s'ajoute plus tard dans les réglages.
invitation-label = Code d'invitation
create-submit = Créer l'équipe
create-busy = Création de l'équipe…

join-passphrase-lead = Elle ouvrira les dossiers de l'équipe sur cet appareil, et lui seul. Notez-la et gardez-la loin de l'appareil.
join-submit = Obtenir le code
join-busy = Préparation…
join-secret-title = Tapez ce code sur un appareil de l'équipe
join-secret-lead = Là-bas : Réglages, Appareils, Ajouter un appareil. Gardez cet écran ouvert.
join-secret-label = Code de 26 caractères
join-waiting = En attente de l'autre appareil…
join-digits-title = Tapez ces six chiffres sur l'autre appareil
join-digits-lead = Ils prouvent que personne ne s'est glissé entre les deux.
join-digits-label = Six chiffres
join-stopped-title = L'appareil n'a pas rejoint l'équipe

demo-title = Essayer avec des données inventées
demo-lead = Une équipe et des dossiers imaginaires, faits sur cet appareil. Rien n'en part, et tout s'efface d'un geste.
demo-submit = Ouvrir la démonstration
demo-busy = Invention de l'équipe et de ses dossiers…
demo-again-title = Une démonstration est sur cet appareil
demo-again-lead = Toutes les personnes y sont inventées. Continuez, ou effacez-la pour créer ou rejoindre une vraie équipe.
demo-open = Continuer la démonstration
demo-leave = Effacer la démonstration

unlock-title = Déverrouiller
unlock-lead = Les dossiers de cet appareil sont fermés.
unlock-waits = Du travail attend d'être envoyé. Il est enregistré ici, chiffré, et partira après l'ouverture.
unlock-passphrase = Phrase de passe
unlock-submit = Ouvrir
unlock-busy = Ouverture…
unlock-wait = Encore { NUMBER($seconds) } s
unlock-reading = Lecture des dossiers…
interrupted-title = Session interrompue
interrupted-lead = Le moteur s'est arrêté. Ce que vous avez tapé est resté à l'écran ; donnez votre phrase de passe pour continuer.

stations-file = Le fichier d'une autre équipe
setup-file = Fichier de configuration
setup-chosen = { $name } : ses services, ses champs et ses textes seront repris.
setup-unreadable = Ce fichier ne se lit pas, ou il est trop grand pour une configuration. Choisissez celui qu'une équipe a exporté.
