Der 1. FC Musterfeld spielt in der 2. Bundesliga.
Dies ist der 17. Versuch. ‖ Danach ist Schluss.
Sie kam am 14., er am 15. Mai. ‖ Der Zug fuhr ab Gleis 3. ‖ Niemand stieg ein.
Er erreichte Platz 3. ‖ Das war neu. ‖ Sie wohnt im Haus Nr. 7. ‖ Dort ist es still.
Wie geht es dir. ‖ Hast du Zeit? ‖ Der Weg zum Tor. ‖ Er ging.
Geöffnet ist Mo. bis Fr. von 10 bis 18 Uhr. ‖ Sa. und So. ist zu.
Geöffnet Mo.-Fr. 10–18 Uhr, Sa. 10-14 Uhr.
Prof. Dr. med. Erika Beispiel, geb. Muster, sprach. ‖ Der Ges. m. b. H. fehlt Geld.
Die Muster GmbH & Co. KG zahlte 3 Mio. Euro. ‖ Ltd. und Inc. kamen dazu.
Das Gesetz (Art. 5 Abs. 1 Satz 2 GG) gilt. ‖ Siehe S. 12 ff. ‖ Danach folgt mehr.
Er sagte u. a., dass i. d. R. niemand kommt, d. h. fast niemand. ‖ Usw. usf.
Das kostete 50 Euro usw. ‖ Dann kam der Winter.
Es war 18.30 Uhr. ‖ Um 7. Uhr? ‖ Der Wert stieg um 3.5 Prozent. ‖ Version 2.0. ‖ Neu ist alles.
„Komm!“, rief sie. ‖ „Wohin?“, fragte er. ‖ „Nach Hause.“ ‖ Sie ging.
»Das ist gut.« ‖ »Wirklich?« ‖ Er lachte. ‖ ›Na ja.‹
„Er sagte: ‚Komm mit.‘ ‖ Dann ging er“, erzählte sie.
Ist das Kunst?! ‖ Oder kann das weg…? ‖ Wer weiß… Vielleicht.
Yahoo! ist pleite. ‖ Jeopardy! lief gestern. ‖ Die Zeitschrift Geo. ‖ Epoche bleibt.
Das Dr.-Muster-Haus steht in St. Pölten a. d. Donau. ‖ Frankfurt a. M. ist groß.
Er lebte von 300 v. Chr. bis 20 n. Chr. ‖ Dann starb er.
Laut § 5 Nr. 3 lit. b gilt das. ‖ Vgl. hierzu Bd. 2. ‖ Mehr nicht.
Die Str. des 17. Juni ist gesperrt. ‖ Muster-Str. 5. ‖ Zweiter Hof.
Mehr unter www.example.org. ‖ Anmeldung per E-Mail an info@example.org. ‖ Danke.
Sie ist 1,80 m. groß. ‖ Um 12 Uhr mittags... ‖ Dann nichts.
Kfz.-Steuer und Abt. III. ‖ Der Rest folgt. ‖ Die o. g. Punkte bleiben.
Der Dax schloss bei 18.123,45 Punkten. ‖ 2024 war ein gutes Jahr. ‖ 1989 fiel die Mauer.
Im Jan. 2026 und im Sept. kamen 20. ‖ Der Herbst war mild.
Anm. d. Red.: Der Name wurde geändert. ‖ Red. und Verlag haften nicht.
Minister a. D. Muster und Oberst i. G. Probe kamen. ‖ OStR. i. K. Beispiel auch.
Die 3. Kl. der Gr. B. ‖ Sie singt. ‖ Das Gr. Haus. ‖ Std. 1 bis 3.
Der TSV Musterfeld e. V. Abteilung Fußball lädt ein. ‖ Der e.V. Musterfeld auch.
Prof. Dr. rer. nat. Erika Beispiel und Dr. h. c. Jörg Muster und Dr. jur. Kim Probe kamen.
Beträge i. H. v. 500 Euro gehen z. Hd. Frau Muster und gem. Satzung an die Fa. Probe.
Ca. 300 Menschen kamen. ‖ Evtl. Regen am Abend. ‖ Ggf. Schnee. ‖ Z. B. Hagel. ‖ Bzgl. Kosten schwieg er.
Der stv. Vorsitzende, der ehem. Minister, die Abg. Beispiel und lt. Polizei 5 Personen.
Das Heft Nr. 5/2026 enthält Abb. 3 und Tab. 4. ‖ Siehe Kap. 2.
Geöffnet: Mo. 10-12 Uhr, Di. 14-16 Uhr, Do. geschlossen, Fr. 9-11 Uhr.
Tel. 030 0000, Fax. 030 0001, Mob. 0170 0000. ‖ Anruf genügt.
Am Mo., 3. Feb., um 18 Uhr. ‖ Am So., 10. Mai. ‖ Mehr am Di. ‖ Karten gibt es dort.
Die Temperatur lag bei min. 3 und max. 5 Grad. ‖ Das sind ca. 2 Grad mehr.
Laut dpa-Red. Berlin und Red. Sport gilt das. ‖ 17 wurden verletzt. ‖ 3 starben. ‖ 12 kamen ins Spital.
Sie rief: „Halt!“ ‖ Er lief. ‖ »Nein«, sagte sie. ‖ „Wirklich nicht?“ fragte er. ‖ „Nein.“
Ist es wahr, dass „alles gut“ ist? ‖ „Ja!“ – „Nein!“ – „Doch!“ ‖ Ende.
Der Puls lag bei 120. ‖ Arzt kam. ‖ Die Startnr. 7. ‖ Platz 3 ging an Nr. 12. ‖ Sieger war Nr. 1.
Sie ist 18. ‖ Er ist 20. ‖ Beide sind im 3. Semester. ‖ Im 19. und 20. Jh. war das anders. ‖ Seit dem 18. Jahrhundert.
