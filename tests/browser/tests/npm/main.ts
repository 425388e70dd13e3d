import "@skill-check/widget";

const check = document.createElement("skill-check");
check.lang = "en";
check.family = "community-manager";
check.modules = [
  { module: "online-pr", provider: "Example Academy", name: "Online PR", url: "https://academy.example/online-pr" },
];
const told: string[] = [];
addEventListener("skill-check-ready", () => told.push("ready"));
check.addEventListener("skill-check-complete", ({ detail }) => {
  told.push(`complete ${detail.catalogue} ${Object.keys(detail.areas).length}`);
});
Object.assign(globalThis, { told });
document.querySelector("main")?.append(check);
