const local = 'thrown while loading';
throw new Error(local);
