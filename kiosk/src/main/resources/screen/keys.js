// Keeps from the browser the keys with which it opens tabs, windows, dialogs or other pages, closes itself, goes back or zooms: on a
// booth nobody is to leave the page. In a window without tabs (--app) Chromium asks the page first also about Ctrl+T, Ctrl+N, Ctrl+W
// and Alt+F4. Loaded before everything else, for it works from its first line on. Typing, and editing in a field, stay.
(() => {
  const EDITING = new Set(["KeyA", "KeyC", "KeyV", "KeyX", "KeyY", "KeyZ", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "Home", "End"]);
  const OPENING = /^(F\d+|Browser.+|Launch.+|Mail.+|New|Open|Close|Save|Print|Find|Help|ZoomIn|ZoomOut|ContextMenu)$/;

  /** Whether the browser would do more with this key than hand it to the page. */
  function isTheBrowsers(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return !isEditing(event);
    return OPENING.test(event.key) || (event.key === "Escape" && event.shiftKey);
  }

  /** AltGr types signs and is no Alt, though some systems say so. */
  function isEditing(event) {
    if (event.getModifierState("AltGraph")) return true;
    const field = event.target instanceof Element && event.target.closest("input, textarea") !== null;
    return field && event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && EDITING.has(event.code);
  }

  const capture = { capture: true, passive: false };
  window.addEventListener("keydown", (event) => { if (!event.isComposing && isTheBrowsers(event)) event.preventDefault(); }, capture);
  window.addEventListener("wheel", (event) => { if (event.ctrlKey) event.preventDefault(); }, capture);
  window.addEventListener("contextmenu", (event) => event.preventDefault(), capture);
})();
