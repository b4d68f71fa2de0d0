await 1;
throw new Error('behind an await');
