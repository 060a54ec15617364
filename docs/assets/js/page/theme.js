/* Colours: light, dark, or whatever the system says. Runs before the first
   paint, so that a stored choice never flashes; the button works once the page
   is there. Without this script the system's choice holds. */
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "casebook-theme";
  var order = ["auto", "light", "dark"];
  var names = { auto: "automatic", light: "light", dark: "dark" };

  function stored() {
    try {
      var value = localStorage.getItem(key);
      return order.indexOf(value) > 0 ? value : "auto";
    } catch (error) {
      return "auto"; // storage can be forbidden
    }
  }

  function apply(choice) {
    if (choice === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", choice);
  }

  root.setAttribute("data-js", "");
  // How much of a case to show is known before the first paint too (case/depth.mjs).
  var depth = /[?&]depth=(card|brief)\b/.exec(location.search);
  if (depth) root.setAttribute("data-depth", depth[1]);
  apply(stored());

  // So is whether a case was due for another look: its notice is shown as soon
  // as it is read, before what stands below it is painted. The days are compared
  // here and not when the site is made, so that one commit gives the same site
  // tomorrow; without a script the day itself stands at the end of the page.
  function review() {
    var notice = document.querySelector("[data-review-due]");
    if (!notice) return;
    watch.disconnect();
    var due = notice.getAttribute("data-review-due"); // 2027-05-24, 2027-05 or 2027
    notice.hidden = new Date().toISOString().slice(0, due.length) <= due;
  }

  var watch = new MutationObserver(review);
  if (/\/cases\/[^/]+\//.test(location.pathname)) watch.observe(root, { childList: true, subtree: true });

  document.addEventListener("DOMContentLoaded", function () {
    watch.disconnect();
    var button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    var label = button.querySelector("[data-theme-label]");
    var current = stored();

    function show() {
      var next = order[(order.indexOf(current) + 1) % order.length];
      label.textContent = "Colours: " + names[current] + ". Change to " + names[next];
      button.title = "Colours: " + names[current];
    }

    button.addEventListener("click", function () {
      current = order[(order.indexOf(current) + 1) % order.length];
      apply(current);
      show();
      try {
        if (current === "auto") localStorage.removeItem(key);
        else localStorage.setItem(key, current);
      } catch (error) {
        /* the choice then lasts as long as the page */
      }
    });

    // Another tab of the same site changed it.
    window.addEventListener("storage", function (event) {
      if (event.key !== key) return;
      current = stored();
      apply(current);
      show();
    });

    show();
    button.hidden = false;
  });
})();
