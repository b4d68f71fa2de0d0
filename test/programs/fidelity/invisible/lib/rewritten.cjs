const value = 'ORIGINAL';
module.exports = { value };
