// What people embed, each by the lines that its own guide gives, out of its own package where there is one.
//
//   name, versions   how the table calls it, and the packages that its version is told by
//   snippet          what the embedder writes into a page; its lines are counted
//   wrote            a source that the embedder writes as well; its lines are counted with the snippet's
//   entry            a source that esbuild bundles, for a product that is built into the page's own scripts
//   files            addresses of this machine, with what answers them
//   folder           what answers all other addresses of this machine, without their first folder
//   vendor           addresses of the vendor, with the same file out of the package
//   asks             there once somebody can answer or choose something (selector; shadow roots are open)

const modules = (path) => `node_modules/${path}`;

export default [
  {
    name: "skill-check",
    versions: [],
    snippet: `<script type="module" src="/skill-check/skill-check.js"></script>
<skill-check lang="en"></skill-check>`,
    folder: "dist",
    asks: ".sc-start .sc-button--primary",
  },
  {
    name: "giscus",
    versions: ["giscus"],
    snippet: `<script type="module" src="/giscus.js"></script>
<giscus-widget repo="owner/repo" repoid="R_1" category="Announcements" categoryid="DIC_1" mapping="pathname"
  strict="0" reactionsenabled="1" emitmetadata="0" inputposition="top" theme="light" lang="en"></giscus-widget>`,
    entry: { "/giscus.js": modules("giscus/dist/giscus.mjs") },
  },
  {
    name: "Typeform",
    versions: ["@typeform/embed"],
    snippet: `<div data-tf-widget="abc123"></div>
<script src="https://embed.typeform.com/next/embed.js"></script>`,
    vendor: {
      "https://embed.typeform.com/next/embed.js": modules("@typeform/embed/build/embed.js"),
      "https://embed.typeform.com/next/css/widget.css": modules("@typeform/embed/build/css/widget.css"),
    },
  },
  {
    name: "Cal.com",
    versions: ["@calcom/embed-core", "@calcom/embed-snippet"],
    snippet: `<div id="booking"></div>
<script type="module">
  import embed from "/snippet.js";
  const Cal = embed("https://app.cal.com/embed/embed.js");
  Cal("init", { origin: "https://app.cal.com" });
  Cal("inline", { elementOrSelector: "#booking", calLink: "someone/30min" });
</script>`,
    files: { "/snippet.js": modules("@calcom/embed-snippet/dist/snippet.es.js") },
    vendor: { "https://app.cal.com/embed/embed.js": modules("@calcom/embed-core/dist/embed/embed.js") },
  },
  {
    name: "SurveyJS",
    versions: ["survey-core", "survey-react-ui", "react"],
    snippet: `<link rel="stylesheet" href="/survey.css">
<main id="survey"></main>
<script type="module" src="/survey.js"></script>`,
    wrote: "sources/survey.jsx",
    entry: { "/survey.js": "sources/survey.jsx" },
    files: { "/survey.css": modules("survey-core/survey-core.min.css"), "/questions.json": "questions" },
    asks: ".sd-question input[type=radio]",
  },
  {
    name: "H5P",
    versions: ["h5p-standalone"],
    snippet: `<div id="h5p"></div>
<script src="/h5p/main.bundle.js" charset="UTF-8"></script>
<script>
  new H5PStandalone.H5P(document.getElementById("h5p"), {
    h5pJsonPath: "/content",
    frameJs: "/h5p/frame.bundle.js",
    frameCss: "/h5p/styles/h5p.css",
  });
</script>`,
    folder: modules("h5p-standalone/dist"),
    files: {
      "/content/h5p.json": "sources/h5p/h5p.json",
      "/content/content/content.json": "sources/h5p/content.json",
      "/content/H5P.Least-1.0/library.json": "sources/h5p/library.json",
      "/content/H5P.Least-1.0/least.js": "sources/h5p/least.js",
    },
    asks: ".least button",
  },
];
