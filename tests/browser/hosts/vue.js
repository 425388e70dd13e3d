// The same page in Vue.

import { createApp, h, ref } from "vue/dist/vue.runtime.esm-bundler.js";

const [count, lang, isThere, key, events] = [ref(0), ref("en"), ref(true), ref(0), ref(0)];
const set = (place) => (value) => {
  place.value = typeof value === "function" ? value(place.value) : value;
};
window.host = { setCount: set(count), setLang: set(lang), setThere: set(isThere), setKey: set(key) };

createApp({
  render: () =>
    h("main", [
      h("h1", `Drawn ${count.value} times, ${events.value} answers heard`),
      count.value % 2 ? h("p", "An odd paragraph") : null,
      isThere.value &&
        h("skill-check", {
          key: key.value,
          lang: lang.value,
          ladder: "all",
          family: "community-manager",
          modules: [{ module: `${count.value}` }],
          "onSkill-check-progress": () => (events.value += 1),
        }),
      h("ul", Array.from({ length: count.value % 5 }, (_, index) => h("li", { key: index }, String(index)))),
    ]),
}).mount("#app");
