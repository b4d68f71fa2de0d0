// A rejection of many.
Promise.reject(new AggregateError([new Error('a'), new TypeError('b')], 'agg'));
