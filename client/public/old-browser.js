/*
 * Shows the sentence of index.html where this browser lacks what the board is made of. In the language of 2009, because old
 * browsers read it; a file of its own, because the content policy allows no script inside the page.
 */
(function () {
  'use strict';

  function show() {
    var words = document.getElementById('old-browser');
    if (words) words.removeAttribute('hidden');
  }

  /* What our code uses that came last, so that the oldest browsers we build for have it and those before do not. */
  function isEnough() {
    return 'noModule' in document.createElement('script')
      && typeof WebSocket === 'function'
      && typeof Object.hasOwn === 'function'
      && typeof Array.prototype.findLast === 'function'
      && typeof TextDecoderStream === 'function'
      && typeof HTMLDialogElement === 'function'
      && typeof AbortSignal === 'function' && typeof AbortSignal.timeout === 'function'
      && typeof CSS === 'object' && CSS.supports('container-type', 'inline-size');
  }

  /* Syntax it cannot read: the board never begins. Later errors are none of ours. */
  window.addEventListener('error', function (event) {
    var board = document.getElementById('app');
    if (board && !board.firstChild && /SyntaxError/.test(String(event.message))) show();
  });

  /* Told even when the question itself is too much for it. */
  var isOld = true;
  try {
    isOld = !isEnough();
  } finally {
    if (isOld) show();
  }
}());
