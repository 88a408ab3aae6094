// Live pictures follow the browser's day and night by a media query of their own: here they follow the button of the page.
const night = matchMedia("(prefers-color-scheme: dark)");
function dress() {
  const { theme } = document.body.dataset, media = { light: "not all", dark: "all" }[theme] || "(prefers-color-scheme: dark)";
  for (const host of document.querySelectorAll(".wgrad-steps")) {
    for (const style of host.shadowRoot?.querySelectorAll("style") ?? []) {
      style.textContent = style.textContent.replace(/@media(\(prefers-color-scheme: ?dark\)| not all| all)(?={:host)/, `@media ${media}`.replace(" (", "("));
    }
  }
}
addEventListener("DOMContentLoaded", () => {
  dress();
  new MutationObserver(dress).observe(document.body, { attributes: true, attributeFilter: ["data-theme"] });
});
