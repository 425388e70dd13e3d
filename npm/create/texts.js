// The words that `create-skill-check` writes: the page in its language, what to do with the folder, and what to do next.

const PAGES = {
  de: { title: "Skill-Check", lead: "Wo stehen Sie, und was hilft Ihnen weiter? Ihre Antworten bleiben in diesem Browser.", fallback: "Der Check konnte nicht geladen werden. Bitte laden Sie die Seite neu." },
  en: { title: "Skill check", lead: "Where do you stand, and what helps you on? Your answers stay in this browser.", fallback: "The check could not be loaded. Please load the page again." },
};

/** The languages that there is a page in. */
export const LANGUAGES = Object.keys(PAGES);

/** A text in an attribute. */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The page around the check, with the strictest policy that it runs under. */
export function page(lang, /** @type {{ src: string, integrity?: string, origin?: string }} */ { src, integrity, origin }, courses) {
  const { title, lead, fallback } = PAGES[lang];
  const elsewhere = origin ? ` ${origin}` : "";
  const policy = `default-src 'none'; script-src 'self'${elsewhere} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'${elsewhere}; base-uri 'none'; form-action 'none'`;
  const pinned = integrity ? ` crossorigin integrity="${integrity}"` : "";
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="page.css">
    <script type="module" referrerpolicy="no-referrer"${pinned} src="${escaped(src)}"></script>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${lead}</p>
      <skill-check lang="${lang}"${courses ? ' modules="courses.json"' : ""}><p slot="fallback">${fallback}</p></skill-check>
    </main>
  </body>
</html>
`;
}

/** The page's style sheet: its own, and the check's look by the properties that are made for it. */
export const SHEET = `:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { max-inline-size: 70rem; margin: 0 auto; padding: 1rem; }
/* Nothing moves while the check is on its way. */
skill-check:not(:defined) { display: block; min-block-size: 100svh; }
/* Your look: --skill-check-accent, --skill-check-radius, --skill-check-font and more. */
skill-check { --skill-check-font: inherit; }
`;

/** For each server where the folder's files go. */
const PLACES = {
  nginx: (host) => `Put \`www/\` on the server as \`/var/www\`, and \`nginx.conf\` as \`/etc/nginx/conf.d/skill-check.conf\`, with the certificate of ${host}. Without Brotli's module (\`libnginx-mod-http-brotli-static\`) leave out the line \`brotli_static\`.`,
  caddy: (host) => `Put \`www/\` on the server as \`/var/www\`, and \`Caddyfile\` into \`/etc/caddy\`. It gets the certificate of ${host} by itself.`,
  apache: () => "Put `www/` into the folder that the server shows. `www/skill-check/.htaccess` needs `AllowOverride FileInfo`, and `a2enmod headers rewrite`.",
  iis: () => "Put `www/` into the site's folder. `www/skill-check/web.config` says types, headers and caching.",
  static: () => "Upload `www/`. `www/_headers` is read by hosts such as Netlify and Cloudflare Pages; at others the check runs as well, with their headers.",
  container: () => "`podman build --tag skill-check --file Containerfile .`, then `podman run --read-only --tmpfs /tmp --cap-drop all --publish 8080:8080 skill-check`. It needs no root and writes to `/tmp` alone.",
};

/** What is in the folder, and what to do with it. */
export function readme({ from, lang, server, host, courses, version, configurations }) {
  const files = [
    ["www/index.html", "the page with the tag; its policy is in its head"],
    ["www/page.css", "the page's look, and the check's"],
    ...(courses ? [["www/courses.json", "your courses, to be written in place of the example; the package's `courses.schema.json` says what belongs there"]] : []),
    ...(from ? [] : [["www/skill-check/", `the check, version ${version}, with its licences`]]),
    ...configurations.map(([, place]) => [place, `how ${server} serves it`]),
  ];
  const place = from ? `Put \`www/\` on any server. The check comes from ${from}, which therefore learns who asks for it; the page takes no other bytes than those of version ${version}.` : PLACES[server](host);
  return `# A page with the skill check

${place}

| file | what |
|---|---|
${files.map(([name, what]) => `| \`${name}\` | ${what} |`).join("\n")}

To see it here: \`python3 -m http.server --directory www 8080\`, or any other server of files, then http://127.0.0.1:8080. From a file (\`file://\`) browsers load no modules.

The page is in ${lang === "de" ? "German" : "English"}. Attributes of the tag, colours, words of your own, events and a text for your privacy notice are in the package's README and in the guide to embedding.
${from ? "" : "\nFor a later version begin another folder, and put its `www/skill-check/` over this one: file names carry hashes, so what an open page still asks for stays.\n"}`;
}

/** What is said at the end. */
export const START = (folder, name, { from, server }) => `${folder} holds a page with the check${from ? "" : `, and what ${server} needs to know`}.
${name}/README.md says where its files go. To see it here:

  python3 -m http.server --directory ${/\s/.test(folder) ? `"${folder}/www"` : `${folder}/www`} 8080
`;
