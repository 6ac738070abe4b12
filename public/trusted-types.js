// The default Trusted Types policy: what may be given to `innerHTML`.
//
// Leptos sets the parts of a view that never change through `innerHTML`; nothing else here does. The
// policy reads such a text token by token and admits a closed list of tags and attributes. Whatever
// it does not know it refuses, with an error: no script, no `on…`, no `style`, no foreign address.
// There is no way to make a script or a script address by this policy.
//
// Tested as data in tests/e2e/trusted-types.spec.ts. Why: docs/adr/0002-strict-csp-and-trusted-types.md
"use strict";

(() => {
  const words = (text) => new Set(text.trim().split(/\s+/));

  const TAGS = words(`
    a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup data datalist dd del
    details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img
    input ins kbd label legend li main mark menu meter nav ol optgroup option output p picture pre progress q rp rt
    ruby s samp search section select small source span strong sub summary sup table tbody td textarea tfoot th thead
    time tr u ul var wbr
    svg g path circle ellipse line polyline polygon rect text tspan title desc defs symbol use marker pattern
    clippath mask lineargradient radialgradient stop`);

  const ATTRIBUTES = words(`
    abbr accept alt autocapitalize autocomplete autocorrect autofocus checked class closedby cols colspan command
    commandfor content contenteditable datetime dir disabled draggable enterkeyhint for form headers height hidden
    high id inert inputmode label lang list low max maxlength min minlength multiple name novalidate open optimum
    pattern placeholder popover popovertarget popovertargetaction readonly required reversed role rows rowspan scope
    selected size span spellcheck start step summary tabindex title translate type value width wrap
    clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule gradienttransform gradientunits
    marker-end marker-mid marker-start markerheight markerunits markerwidth mask offset opacity orient
    patterntransform patternunits points preserveaspectratio r refx refy rx ry stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-anchor transform vector-effect viewbox x x1 x2 xmlns y y1 y2`);

  // Attributes that hold an address: a place in this application, a part of this page, a telephone
  // number or an e-mail address. No character reference, so that nothing hides.
  const ADDRESSES = words("href src");
  const ADDRESS = /^(?:\/(?![/\\])|#|tel:|mailto:)[^&\s\\]*$/;

  // One token: a comment without text, a closing tag, an opening tag, or text. An attribute's value is
  // in double quotes and holds no angle bracket, so that no other reading of the same text finds a tag
  // where this one finds a value.
  const TOKEN = /<!(?:--)?(?:--)?>|<\/([a-zA-Z][a-zA-Z0-9]*)\s*>|<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:="[^"<>]*")?)*)\s*\/?>|[^<]+/y;
  const ATTRIBUTE = /\s+([a-zA-Z][a-zA-Z0-9:_-]*)(?:="([^"<>]*)")?/g;

  function isAttributeAdmitted(name, value) {
    if (ADDRESSES.has(name)) {
      return ADDRESS.test(value);
    }
    return ATTRIBUTES.has(name) || /^(?:aria|data)-[a-z0-9-]+$/.test(name);
  }

  function areAttributesAdmitted(text) {
    for (const [, name, value = ""] of text.matchAll(ATTRIBUTE)) {
      if (!isAttributeAdmitted(name.toLowerCase(), value)) {
        return false;
      }
    }
    return true;
  }

  function isAdmitted(html) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < html.length) {
      const token = TOKEN.exec(html);
      if (token === null) {
        return false;
      }
      const [, closed, opened, attributes = ""] = token;
      const tag = closed ?? opened;
      if (tag !== undefined && !(TAGS.has(tag.toLowerCase()) && areAttributesAdmitted(attributes))) {
        return false;
      }
    }
    return true;
  }

  // The refused text stays out of the error: it could be somebody's name.
  function createHTML(html) {
    if (!isAdmitted(html)) {
      throw new TypeError("This HTML is not admitted by the page's policy.");
    }
    return html;
  }

  globalThis.trustedTypes?.createPolicy("default", { createHTML });
})();
