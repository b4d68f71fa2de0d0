const parts = ['computed', 'default'];
export default parts.map((part) => part.toUpperCase()).join(' ');
