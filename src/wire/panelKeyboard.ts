/** What every panel and the extension host say to each other about the keyboard of somebody who moves the playhead with keys (src/webview/panel/keyboard). */

export type ToKeyboard =
  /** VS Code shows where the session stands, and has given the keyboard to the editor */
  | { readonly kind: 'shown' }
  /** somebody has clicked into a text, which is to have the keyboard: the answer is `released` */
  | { readonly kind: 'release' };

export type FromKeyboard =
  /** who works in the panel with the keyboard has lost it to the editor, and the panel cannot take it back itself */
  { readonly kind: 'takeFocus' } | { readonly kind: 'released' };
