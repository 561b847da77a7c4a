/*
 * Page script of the console: opens the Transfer Watch tab from the right-click menu of an address or a user
 * name, and from the toolbar of an offense.
 *
 * The console evaluates `transferWatchOpen(result)` (manifest.json, gui_actions) with what the app's
 * rest method answered: { path, area, appId }, where `path` starts with /console/ and says what to show,
 * `area` is the id of the tab's area and `appId` the app instance. The tab's id is `<area>_<appId>`.
 *
 * It runs in the root namespace of console pages that other apps share, and a fault in it would take the
 * console's whole menu along: ES5 only, one global name, nothing else done at load time, and neither loading
 * nor calling it throws, whatever the page holds. It returns 'tab', 'window' or 'nothing'.
 */
(function (page) {
  'use strict';

  /** Only paths of this console: not "//host", not "https:", nothing that leaves the origin. */
  function isConsolePath(path) {
    return typeof path === 'string' && /^\/console\/[^/\\]/.test(path);
  }

  /** False without the console's tab switch (a pop-up, another origin on top) or without our tab. */
  function openTab(path, area, appId) {
    try {
      if (!area || !appId || typeof page.top.setActiveTab !== 'function') return false;
      page.top.setActiveTab(area + '_' + appId, path.replace(/^\/console\//, ''));
      return true;
    } catch (ignored) {
      return false;
    }
  }

  function open(result) {
    try {
      // Read once: what was checked is what is opened.
      var path = result.path;
      if (!isConsolePath(path)) return 'nothing';
      if (openTab(path, result.area, result.appId)) return 'tab';
      return page.open(page.location.origin + path, '_blank') ? 'window' : 'nothing';
    } catch (ignored) {
      return 'nothing';
    }
  }

  try {
    page.transferWatchOpen = open;
  } catch (ignored) {
    // A page that takes no further names: there is no menu entry of ours to serve either.
  }
})(window);
