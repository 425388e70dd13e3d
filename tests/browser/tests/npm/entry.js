import "@skill-check/widget";

const check = document.createElement("skill-check");
check.lang = "en";
check.modules = [
  { module: "online-pr", provider: "Example Academy", name: "Online PR", url: "https://academy.example/online-pr" },
];
document.querySelector("main").append(check);
