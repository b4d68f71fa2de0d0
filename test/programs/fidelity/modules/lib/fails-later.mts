await 4;
throw new Error('after an await');
