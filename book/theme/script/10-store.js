// What the reader chose, kept between pages where the browser allows it.
const store = {
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Nothing is kept; the choice holds for this page.
    }
  },
};
const words = document.body.dataset;
