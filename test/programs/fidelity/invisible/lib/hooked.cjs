module.exports = { hooked: true };
