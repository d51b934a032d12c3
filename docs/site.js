// What the theme draws later than the page: blocks wider than the page can be scrolled with keys, and have a name each.
const tidy = () => {
  for (const block of document.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap")) {
    if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
  }
  document.querySelectorAll(".md-code__nav").forEach((nav, index) => nav.setAttribute("aria-label", `Code ${index + 1}`));
};
new MutationObserver(tidy).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", tidy);
tidy();
