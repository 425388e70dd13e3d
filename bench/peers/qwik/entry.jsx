// The page with the first questions in it, as a static host serves it.
import { renderToString } from "@builder.io/qwik/server";
import { manifest } from "@qwik-client-manifest";
import { Quiz } from "./quiz.jsx";

/** `base` is where the code lies, `data` where the questions do, from the page's address. */
export async function render({ pages, questions }, { base, data }) {
  const page = (
    <>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Selbsteinschätzung</title>
        <link rel="icon" href="data:," />
        <link id="questions" rel="alternate" type="application/json" href={data} />
      </head>
      <body>
        <main>
          <h1>Selbsteinschätzung</h1>
          <Quiz first={pages[0]} questionCount={questions.length} pageCount={pages.length} />
        </main>
      </body>
    </>
  );
  // By default all code is loaded beside the page, as others do it; what isn't named here is fetched when it is wanted.
  const bare = { ...manifest, core: undefined, preloader: undefined };
  const { html } = await renderToString(page, { base, manifest: bare, containerTagName: "html", containerAttributes: { lang: "de" }, qwikLoader: "inline" });
  return `${html}\n`;
}
