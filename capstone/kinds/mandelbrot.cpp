#include <png.h>

#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/transform_width.hpp>
#include <complex>

#include "kind.hpp"

namespace task_server {

namespace {

constexpr int most_steps = 255;

/// How fast the point runs away: 0 (at once) to most_steps (never).
unsigned char shade(std::complex<double> point) {
  std::complex<double> z = 0;
  int steps = 0;
  while (std::norm(z) <= 4 && steps < most_steps) {
    z = z * z + point;
    ++steps;
  }
  return static_cast<unsigned char>(steps);
}

std::string png_of(const std::vector<unsigned char>& pixels, int width,
                   int height) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string file(size, '\0');
  if (!png_image_write_to_memory(&image, file.data(), &size, 0,
                                 pixels.data(), 0, nullptr)) {
    throw std::runtime_error(image.message);
  }
  file.resize(size);
  return file;
}

std::string base64(const std::string& bytes) {
  namespace iterators = boost::archive::iterators;
  using Letters = iterators::base64_from_binary<
      iterators::transform_width<const char*, 6, 8>>;
  const char* begin = bytes.data();
  std::string text{Letters(begin), Letters(begin + bytes.size())};
  text.append((3 - bytes.size() % 3) % 3, '=');
  return text;
}

/// The set as a picture, `width` pixels wide.
json::value compute_mandelbrot(const json::object& input,
                               const Report& report) {
  const auto width = static_cast<int>(input.at("width").as_int64());
  const int height = width * 2 / 3;
  std::vector<unsigned char> pixels;
  pixels.reserve(static_cast<std::size_t>(width) *
                 static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      pixels.push_back(
          shade({-2.2 + 3.3 * x / width, -1.1 + 2.2 * y / height}));
    }
    if ((y + 1) % (height / 10) == 0) {
      report(100 * (y + 1) / height, nullptr);
    }
  }
  return json::object{{"width", width},
                      {"height", height},
                      {"png", base64(png_of(pixels, width, height))}};
}

const Kind mandelbrot{
    "mandelbrot", {{"width", 30, 4'000}}, compute_mandelbrot};

}  // namespace

}  // namespace task_server
