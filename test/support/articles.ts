/**
 * Articles of several kinds and languages to ask about, and a way to ask.
 */
import type { Answer } from "../../src/answer/answer.ts";
import { readQuestion } from "../../src/answer/wish.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { type Article, type Excerpt, excerptText } from "../../src/corpus/passage.ts";
import { buildLibrary, type Library } from "../../src/library.ts";

export const COUNCIL = parseArticle(
  "2025-03-gemeinderat.md",
  `---
title: Gemeinderat Waldau beschließt Haushalt
date: 2025-03-12
source: Waldauer Bote
url: https://example.org/waldau
language: de
---

Der Gemeinderat von Waldau hat am Dienstagabend den Haushalt für das laufende Jahr beschlossen. Er umfasst 14,2 Millionen Euro. Die Gewerbesteuer bleibt unverändert.

## Streit um das Freibad

Das Freibad an der Mühlstraße bleibt in diesem Sommer geschlossen. Das Becken hat Risse, und die Pumpe stammt aus dem Jahr 1974. Eine Sanierung würde nach Angaben des Bauamts 2,3 Millionen Euro kosten.

Bürgermeisterin Sabine Köhler bedauerte die Schließung. „Niemand hier will das Bad verlieren. Aber wir können das Geld nur einmal ausgeben“, sagte sie.

Der Förderverein wirft der Verwaltung vor, die Schäden jahrelang verschwiegen zu haben. Er habe schon 2019 vor den Rissen gewarnt. Köhler wies den Vorwurf zurück, die Verwaltung habe Schäden verschwiegen.

## Neue Kita im Ortsteil Birkenfeld

Im Ortsteil Birkenfeld entsteht eine Kindertagesstätte mit 60 Plätzen. Der Bau beginnt im September und soll 18 Monate dauern. Die Grünen hatten einen Holzbau gefordert, scheiterten damit aber mit 7 zu 12 Stimmen.

![Das leere Becken des Freibads an der Mühlstraße. © Jana Reuter]()

## Tempo 30 vor der Schule

Vor der Grundschule gilt ab Mai Tempo 30. Der Landkreis hatte das bisher abgelehnt. Die Polizei zählte im vergangenen Jahr vier Unfälle an dieser Stelle, bei denen zwei Kinder leicht verletzt wurden.

> Das Geld kann man nur einmal ausgeben.
>
> — Sabine Köhler, Bürgermeisterin
`,
);

export const FOOTBALL = parseArticle(
  "2025-05-derby.md",
  `---
title: Später Treffer entscheidet das Derby
date: 2025-05-04
source: sid
language: de
---

Der SV Lindenthal hat das Derby gegen Rot-Weiß Kaltenbach mit 2:1 gewonnen. Vor 8.400 Zuschauern traf Emre Yıldız in der 89. Minute zum Sieg.

Kaltenbach war durch Torhüter-Fehler früh in Führung gegangen: Lukas Brandt schob den Ball nach zwölf Minuten ins leere Tor. Den Ausgleich besorgte Mats Oliveira per Elfmeter kurz vor der Pause. Schiedsrichterin Anja Mertens hatte nach Ansicht der Videobilder auf Handspiel entschieden.

„Das war nie und nimmer ein Elfmeter“, schimpfte Kaltenbachs Trainer Jörg Heinze. „Der Arm liegt am Körper. Jeder hat das gesehen.“ Sein Kollege Peter Wolff sah es anders. Für ihn sei die Szene eindeutig gewesen.

Lindenthal klettert mit nun 54 Punkten auf Platz drei. Am Samstag tritt die Mannschaft in Bergheim an. Kapitän Jonas Feld fehlt dann wegen der fünften Gelben Karte.
`,
);

export const SCIENCE = parseArticle(
  "2024-11-gletscher.md",
  `---
title: Alpengletscher schmelzen schneller als gedacht
date: 2024-11
source: epd
language: de
---

Die Gletscher der Alpen verlieren schneller an Masse als bisher angenommen. Das zeigt eine Studie der Universität Innsbruck, die am Montag in der Fachzeitschrift „Cryosphere“ erschienen ist.

## Messungen mit Satelliten

Das Team um die Glaziologin Ruth Hofer wertete Radardaten von 3.900 Gletschern aus den Jahren 2000 bis 2023 aus. In diesem Zeitraum sei das Eis im Mittel um 0,9 Meter pro Jahr dünner geworden, heißt es in der Studie. Besonders stark betroffen sind die Ötztaler Alpen.

Als Ursache nennen die Forscher die gestiegenen Sommertemperaturen. Hinzu komme Staub aus der Sahara, der das Eis dunkler mache. Dunkles Eis nimmt mehr Sonnenlicht auf und schmilzt rascher.

## Folgen für das Trinkwasser

Das Schmelzwasser speist im Sommer die Flüsse. Laut Hofer droht von 2040 an in trockenen Jahren Wassermangel im Inntal. „Wir reden hier nicht über unsere Enkel“, sagte sie. „Wir reden über uns.“

Andere Fachleute halten die Prognose für zu düster. Der Hydrologe Karl Senn von der ETH Zürich bezweifelt, dass das Modell den Schneefall richtig abbildet.
`,
);

export const INTERVIEW = parseArticle(
  "2025-01-interview-baeckerin.md",
  `---
title: „Ich stehe um zwei Uhr auf“
date: 2025-01-18
source: Stadtmagazin
language: de
---

Lena Brückner führt in dritter Generation eine Bäckerei in Freiberg. Ein Gespräch über Mehl, Müdigkeit und Maschinen.

## Frau Brückner, wann beginnt Ihr Tag?

Um zwei Uhr stehe ich auf, um halb drei brennt der Ofen. Ich habe mich daran gewöhnt. Mein Mann nicht.

## Was hat sich seit Ihrem Großvater verändert?

Mein Großvater hat alles mit der Hand geknetet. Heute hilft eine Maschine, aber den Sauerteig führen wir noch genauso wie er 1952.

## Finden Sie noch Lehrlinge?

Kaum. Im letzten Jahr hatten wir eine einzige Bewerbung. Den jungen Mann aus Syrien haben wir sofort genommen, und er ist großartig.

## Ein Brot kostet bei Ihnen inzwischen 5,80 Euro.

Ja, und daran verdienen wir weniger als früher bei drei Euro. Der Strom für den Ofen kostet das Doppelte.
`,
);

export const ENGLISH = parseArticle(
  "2025-02-harbour-bridge.md",
  `---
title: Harbour bridge to close for repairs
date: 2025-02-20
source: Northport Gazette
language: en
---

The Northport harbour bridge will close to traffic for eleven weeks from 3 March, the city council announced on Thursday. Engineers found cracks in four of its steel cables during an inspection in December.

## Ferry service planned

A free ferry will run every 20 minutes between Pier 4 and Old Town while the bridge is shut. It can carry 150 passengers and 30 bicycles. Cars will be diverted through the Ridley tunnel.

"We know this is a burden for thousands of commuters," said Mayor Helen Okafor. "But the alternative was to wait until something broke."

## Who pays

The repairs are expected to cost $11.5 million. Opposition councillor Tom Briggs accused the mayor of ignoring warnings from engineers for two years. Okafor denied that any warning had been ignored.

Shop owners in Old Town fear losing customers. According to the chamber of commerce, a similar closure in 2009 cut sales by a third.

> Something would have broken.
>
> — Helen Okafor, mayor of Northport

![The harbour bridge at dawn. © Northport Gazette/Liu Wen]()
`,
);

export const SINGLE = parseArticle(
  "notiz.md",
  "Im Zoo von Grünau ist am Freitag ein Nashorn geboren worden. Das Jungtier wiegt 48 Kilogramm und heißt Momo. Besucher können es ab Ostern sehen.",
);

export const HEADLESS = parseArticle(
  "museum.txt",
  `Das Stadtmuseum in Rheinau zeigt von Sonntag an eine Ausstellung über das Leben am Fluss. Zu sehen sind 120 Fotografien und alte Netze.

Die meisten Stücke stammen aus dem Nachlass der Fischerfamilie Bender. Sie lebte bis 1968 vom Lachsfang.

Der Eintritt kostet sechs Euro, für Kinder ist er frei. Montags bleibt das Museum geschlossen.
`,
);

export const RUSSIAN = parseArticle(
  "metro.md",
  `---
title: Новая станция метро
date: 2025-04
language: ru
---

В Казани открылась новая станция метро «Сокольская». Строительство продолжалось шесть лет и обошлось в 9 миллиардов рублей.

Станция находится на глубине 32 метра. Поезда ходят каждые четыре минуты.

Мэр города Ильсур Галеев сообщил, что следующая станция откроется в 2028 году.

По словам пассажиров, дорога до центра теперь занимает двадцать минут.
`,
);

export const SPANISH = parseArticle(
  "biblioteca.md",
  `---
title: La biblioteca abre de noche
date: 2025-06
language: es
---

La biblioteca municipal de Villanueva abrirá también por la noche a partir de octubre. Los estudiantes lo habían pedido durante años.

El edificio dispone de 240 plazas de lectura y de una cafetería. La entrada es gratuita para los vecinos.

La alcaldesa Carmen Robles explicó que el proyecto costará 85.000 euros al año.
`,
);

export const TURKISH = parseArticle(
  "liman.md",
  `---
title: Liman yeniden açıldı
date: 2025-07
language: tr
---

İzmir'deki eski liman iki yıl süren onarımın ardından yeniden açıldı. Törene üç bin kişi katıldı.

Onarım 40 milyon liraya mal oldu. Limanda artık yelkenli tekneler de kalabilecek.

Belediye Başkanı Ayşe Demir balıkçıların ücret ödemeyeceğini söyledi.
`,
);

export const CHINESE = parseArticle(
  "bowuguan.md",
  `---
title: 新博物馆开放
date: 2025-08
language: zh
---

杭州新博物馆星期六正式开放。博物馆收藏了三千件丝绸文物。

门票价格为五十元，学生免费。馆长李梅说，第一天有八千名游客参观。

博物馆的建筑由日本建筑师设计，建设用了四年时间。
`,
);

/** All that the answerer cites, as people see it. */
export interface Shown {
  readonly answer: Answer;
  /** How sure an answer from passages is, or which other kind it is. */
  readonly outcome: "sure" | "unsure" | "near" | "absent" | "overview" | "facts" | "small-talk";
  /** The cited excerpts' words, in the order shown; of a declined answer the nearest passage's. */
  readonly texts: readonly string[];
  readonly text: string;
  /** The sentence that answers best; "" where nothing is cited. */
  readonly best: string;
}

/** Asks over these articles; the library is built once. */
export function asking(
  ...articles: readonly Article[]
): (question: string, previous?: string) => Promise<Shown> {
  const library = libraryOf(...articles);
  return async (text, previous) => {
    const answer = await library.answerer.answer(
      readQuestion(text, { previous: previous ?? null }),
    );
    const texts = excerptsOf(answer).map(excerptText);
    return {
      answer,
      outcome: outcomeOf(answer),
      texts,
      text: texts.join("\n"),
      best: bestSentence(answer),
    };
  };
}

export function libraryOf(...articles: readonly Article[]): Library {
  return buildLibrary({ articles, skipped: [] });
}

export function excerptsOf(answer: Answer): readonly Excerpt[] {
  if (answer.kind === "quotes") return answer.citations;
  if (answer.kind === "overview") return [answer.lead];
  return answer.kind === "declined" ? (answer.nearest ?? []) : [];
}

function outcomeOf(answer: Answer): Shown["outcome"] {
  if (answer.kind === "written" || answer.kind === "stopped")
    throw new Error("No model writes here");
  if (answer.kind === "quotes") return answer.sure ? "sure" : "unsure";
  if (answer.kind !== "declined") return answer.kind;
  return answer.nearest === null ? "absent" : "near";
}

function bestSentence(answer: Answer): string {
  if (answer.kind !== "quotes") return "";
  const citation = answer.citations.find(
    ({ mark, answers }) => mark === answer.ranking[0] && answers.length > 0,
  );
  return citation?.passage.sentences[citation.best]?.text.trim() ?? "";
}
