/*
 * Page script of the console: opens the Transfer Watch tab from the right-click menu of an IP address.
 *
 * The console evaluates `transferWatchOpen(result)` (manifest.json, gui_actions) with what the app's
 * rest method answered: { path, area, appId }, where `path` starts with /console/ and carries the address,
 * `area` is the id of the tab's area and `appId` the app instance. The tab's id is `<area>_<appId>`.
 *
 * It runs in the root namespace of console pages that other apps share: ES5 only, one global name,
 * nothing done at load time, and it never throws into the page. It returns 'tab', 'window' or 'nothing'.
 */
var transferWatchOpen = (function () {
  'use strict';

  /** Only paths of this console: not "//host", not "https:", nothing that leaves the origin. */
  function isConsolePath(path) {
    return typeof path === 'string' && /^\/console\/[^/\\]/.test(path);
  }

  /** The console's tab switch, or null where there is none (a pop-up, a page opened by itself). */
  function tabSwitch() {
    try {
      return typeof window.top.setActiveTab === 'function' ? window.top : null;
    } catch (ignored) {
      // A top window of another origin may not be looked at, so it is not the console.
      return null;
    }
  }

  function openTab(result) {
    var top = tabSwitch();
    if (!top || !result.area || !result.appId) return false;
    try {
      top.setActiveTab(result.area + '_' + result.appId, result.path.replace(/^\/console\//, ''));
      return true;
    } catch (ignored) {
      // A console without our tab (no right to it, not installed for this tenant): use a window.
      return false;
    }
  }

  function openWindow(result) {
    try {
      return Boolean(window.open(window.location.origin + result.path, '_blank'));
    } catch (ignored) {
      return false;
    }
  }

  return function (result) {
    if (!result || !isConsolePath(result.path)) return 'nothing';
    if (openTab(result)) return 'tab';
    return openWindow(result) ? 'window' : 'nothing';
  };
})();
