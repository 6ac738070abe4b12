# Each sentence says what happened, what is safe, what to do. No blame, no exclamation marks.

failure-wrong-secret = Ce n'est pas la phrase de passe de cet appareil. Rien n'est effacé.
failure-weak-secret = Cette phrase est trop courte ou trop courante pour protéger des dossiers. Prenez au moins quatre mots sans rapport entre eux, ou gardez les six mots proposés.
failure-locked = La session est verrouillée. Ce qui est enregistré est intact. Déverrouillez, puis recommencez.
failure-already-there = Il y a déjà une équipe sur cet appareil. Elle n'a pas été touchée. Rechargez la page pour la déverrouiller.
failure-newer-format = Les dossiers de cet appareil ont été écrits par une version plus récente. Ils sont intacts. Rechargez la page pour prendre la nouvelle version.
failure-storage-full = Il n'y a plus de place sur cet appareil. Ce qui était enregistré l'est toujours ; ce que vous venez de taper est resté à l'écran. Libérez de la place, puis enregistrez de nouveau.
failure-storage-unavailable = Le navigateur refuse l'accès au stockage (fenêtre privée, réglage ou fermeture par le système). Rien n'a été effacé. Ouvrez l'application dans une fenêtre ordinaire, ou rechargez la page.
failure-storage-damaged = { $rows ->
    [one] Un élément enregistré sur cet appareil est illisible ; le reste s'ouvre. Synchronisez pour le retrouver depuis un autre appareil de l'équipe.
   *[other] { $rows } éléments enregistrés sur cet appareil sont illisibles ; le reste s'ouvre. Synchronisez pour les retrouver depuis un autre appareil de l'équipe.
}
failure-busy = Un autre onglet ou le système occupe le stockage. Rien n'est perdu. Attendez un instant, puis recommencez.
failure-not-found = Cet élément n'est pas, ou plus, sur cet appareil. Il a pu être retiré par l'équipe. Revenez à la liste.
failure-bad-value = Une valeur ne convient pas à son champ. Rien n'a été enregistré, votre texte est resté à l'écran. Corrigez-la, puis enregistrez de nouveau.
failure-wrong-pairing = Ce code n'est pas le bon. Rien n'a été ajouté. Relisez-le sur l'autre appareil et tapez-le de nouveau.
failure-pairing-timeout = L'autre appareil n'a pas répondu à temps. Rien n'a été ajouté. Gardez les deux écrans ouverts, reliés au réseau, et recommencez.
failure-not-a-setup = Ce fichier n'est pas la configuration d'une équipe, ou vient d'une version plus récente. Rien n'a changé ; demandez-en un nouveau, ou mettez l'application à jour.
failure-published = Un bilan publié ne change plus. Rien n'a été perdu. Publiez une nouvelle version.
failure-does-not-add-up = Des dossiers n'ont pas de place sûre : le tableau par service ne tombe pas juste, rien n'est publié. Complétez-les depuis l'activité.
failure-signed = Cette évaluation est signée : elle ne change plus. Rien n'a été perdu. Faites-en une nouvelle pour noter ce qui a changé.
failure-not-allowed = Seul un administrateur de l'équipe peut faire cela. Rien n'a changé. Demandez à la personne qui a créé l'équipe.
failure-mismatch = Cette page et son moteur ne se comprennent pas : une nouvelle version est arrivée. Ce qui est enregistré est intact. Rechargez la page.
failure-internal = L'application a rencontré une erreur qui vient d'elle. Ce qui est enregistré est intact. Rechargez la page ; si cela revient, dites à l'équipe ce que vous faisiez.

problem-unreachable = Pas de réseau, ou le serveur ne répond pas. Tout est enregistré sur l'appareil et partira tout seul.
problem-not-invited = Cette équipe n'a pas encore de code d'invitation pour le serveur. Tout est enregistré sur l'appareil. Ajoutez le code dans les réglages pour envoyer.
problem-invitation-refused = Le serveur refuse le code d'invitation. Tout est enregistré sur l'appareil. Vérifiez le code dans les réglages, ou demandez-en un autre à qui tient le serveur.
problem-refused = Le serveur ne reconnaît pas, ou plus, cet appareil. Votre travail reste enregistré ici. Demandez à un administrateur de l'équipe de vérifier la liste des appareils.
problem-too-many = { $minutes ->
    [one] Le serveur demande une pause d'une minute. Tout est enregistré sur l'appareil et partira tout seul.
   *[other] Le serveur demande une pause de { $minutes } minutes. Tout est enregistré sur l'appareil et partira tout seul.
}
problem-too-large = L'espace de l'équipe sur le serveur est plein, ou un élément est trop gros. Tout est enregistré sur l'appareil. Prévenez qui tient le serveur.
problem-endpoint-fault = Le serveur a une panne. Tout est enregistré sur l'appareil et partira tout seul quand il ira mieux.
problem-not-our-endpoint = Une autre page a répondu à la place du serveur (portail de connexion, filtre). Tout est enregistré sur l'appareil. Ouvrez le navigateur pour vous connecter au réseau, puis réessayez.
problem-tampered = Un envoi reçu a été modifié en route ou est incomplet ; il a été refusé. Vos dossiers sont intacts. Si cela dure, prévenez qui tient le serveur.
problem-cloned = Une copie de cet appareil a écrit sous son nom. Vos dossiers sont intacts et rien de plus ne part d'ici. Exportez votre travail, puis rejoignez l'équipe de nouveau.
failure-attachment-too-large = Ce fichier est trop long pour être joint. Rien n'a été ajouté. Choisissez un fichier plus petit, ou coupez-le.
failure-not-sent-yet = Pas encore sur cet appareil : celui qui l'a ajoutée ne l'a pas encore envoyée. Rien n'est perdu. Réessayez plus tard.
failure-not-here-yet = Pas encore sur cet appareil, et le serveur ne peut pas être joint. Rien n'est perdu. Réessayez avec du réseau.
