// The menu at the top of every page, and the style of all of them. A click leads on without loading the app anew, by what
// Streamlit does when somebody goes back or forward in the browser: each of its own links would be an element of every
// run. Another language does load the app anew.

/**
 * The nav element is the one in front of the script.
 * @param {string} style
 */
function drawMenu(style) {
  const sheet = document.getElementById("mi-style") ?? document.createElement("style");
  sheet.id = "mi-style";
  if (sheet.textContent !== style) sheet.textContent = style;
  // Behind the styles of Streamlit, so that of two equal rules ours counts.
  document.body.append(sheet);

  const menu = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
  const root = document.documentElement;
  root.lang = menu.lang;
  watchConnection(JSON.parse(menu.dataset.connection ?? "{}"));

  // Streamlit leaves a page scrolled as the one before it was.
  const { pathname } = location;
  if (root.dataset.page !== undefined && root.dataset.page !== pathname) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  root.dataset.page = pathname;

  // Another page has another menu, and whoever works with the keyboard goes on where they were.
  const left = root.dataset.menuLink;
  delete root.dataset.menuLink;
  if (left !== undefined && document.activeElement === document.body) {
    /** @type {HTMLElement | null} */ (menu.querySelector(`a[href="${left}"]`))?.focus({ preventScroll: true });
  }

  const comeBackHere = () => {
    const back = new URLSearchParams({ back: location.pathname + location.search });
    for (const link of menu.querySelectorAll("a")) if (link.lang) link.search = `?${back}`;
  };
  menu.addEventListener("pointerdown", comeBackHere);
  menu.addEventListener("focusin", comeBackHere);
  menu.addEventListener("click", comeBackHere);

  menu.onclick = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    // Without a connection Streamlit would only change the address: then the browser loads the page, or says that it cannot.
    const isConnected = document.querySelector('[data-test-connection-state="CONNECTED"]') !== null;
    if (link?.parentElement !== menu || opensElsewhere || !isConnected) return;
    event.preventDefault();
    root.dataset.menuLink = link.getAttribute("href") ?? "";
    // Whoever goes to something else meanwhile stays there.
    document.addEventListener("focusin", () => { delete root.dataset.menuLink; }, { once: true });
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  };
}

