export const mine = () => import.meta as any;
export const isMain = (import.meta as any).main;
export const name = import.meta.url.split('/').at(-1);
