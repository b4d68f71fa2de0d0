// Runs in the page: plays VS Code for the panel's script, and watches frames.

/** Milliseconds from before the script is there to the frame behind the one that has drawn the first picture. */
globalThis.openPanel = (source) =>
  new Promise((resolve) => {
    const began = performance.now();
    addEventListener('message', ({ data }) => {
      if (data.kind !== 'picture') return;
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
    });
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => globalThis.answer(JSON.stringify(message)),
      getState: () => undefined,
      setState: () => undefined,
    });
    const script = document.createElement('script');
    script.type = 'module';
    script.textContent = source;
    document.head.append(script);
  });

let frames;

globalThis.beginFrames = () => {
  const times = [];
  frames = times;
  const look = (now) => {
    times.push(now);
    if (frames === times) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** When each frame began. */
globalThis.endFrames = () => {
  const times = frames;
  frames = undefined;
  return times;
};
