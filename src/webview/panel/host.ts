/** A panel's side of its messages: what the session is, where the playhead stands, and questions to the engine as promises. */
import type { Moment, PlayheadPosition } from '../../wire/panel.js';
import type { FromPanel, PanelSession, ToPanel } from '../../wire/recordingPanel.js';
import { DocumentKeyboard } from './keyboard.js';

export interface VsCodeApi {
  readonly postMessage: (message: FromPanel) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

interface Asked {
  readonly resolve: (body: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** `S`: what is shown, kept over reloads of the window. */
export class PanelHost<S> {
  /** undefined: not told yet; null: there is none */
  session: PanelSession | null | undefined;
  last: string | null = null;
  playhead: PlayheadPosition | null = null;
  shown: S | undefined;
  readonly keyboard: DocumentKeyboard;
  readonly #asked = new Map<number, Asked>();
  #nextId = 1;

  constructor(
    private readonly api: VsCodeApi,
    private readonly changed: (what: 'show' | 'session' | 'playhead') => void,
    home: () => HTMLElement | undefined,
  ) {
    this.keyboard = new DocumentKeyboard({ send: (message) => this.send(message), home });
    this.shown = (api.getState() as S | undefined) ?? undefined;
    window.addEventListener('message', ({ data }: MessageEvent<ToPanel<S>>) => this.#receive(data));
  }

  send(message: FromPanel): void {
    this.api.postMessage(message);
  }

  /** The playhead is to go to a moment. `byKey`: who works in the panel with keys goes on there. */
  goTo({ thread, seq }: Moment, snap: 'before' | 'after' | 'event', byKey: boolean): void {
    if (byKey) this.keyboard.keep();
    else this.keyboard.release();
    this.send({ kind: 'goto', thread, seq, snap });
  }

  keep(shown: S): void {
    this.shown = shown;
    this.api.setState(shown);
  }

  ask<T>(request: string, args: object): Promise<T> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve: (body) => resolve(body as T), reject });
      this.send({ kind: 'ask', id, request, args });
    });
  }

  #receive(message: ToPanel<S>): void {
    switch (message.kind) {
      case 'answer':
      case 'failed': {
        const asked = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        if (message.kind === 'answer') asked?.resolve(message.body);
        else asked?.reject(new Error(message.message));
        return;
      }
      case 'show':
        this.keep(message.shown);
        return this.changed('show');
      case 'session':
        this.session = message.session;
        this.last = message.last;
        return this.changed('session');
      case 'playhead':
        this.playhead = message.position;
        this.keyboard.arrived();
        return this.changed('playhead');
      case 'shown':
      case 'release':
        return this.keyboard.told(message);
    }
  }
}
