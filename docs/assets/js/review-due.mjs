// Shows the notice on a case whose review date has passed. The date is compared
// here and not when the site is made, so that one commit gives the same site
// tomorrow; without JavaScript the date itself stands at the end of the page.

for (const notice of document.querySelectorAll("[data-review-due]")) {
  const due = notice.dataset.reviewDue; // 2027-05-24, 2027-05 or 2027
  const today = new Date().toISOString().slice(0, due.length);
  notice.hidden = !(today > due);
}
