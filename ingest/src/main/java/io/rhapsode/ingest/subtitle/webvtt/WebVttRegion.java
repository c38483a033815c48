package io.rhapsode.ingest.subtitle.webvtt;

/**
 * A part of the picture that cues are shown in; section 6.2 of the standard.
 *
 * @param id not empty
 * @param width in percent of the picture
 * @param lines height, in lines
 * @param anchorX of the region's point that is fixed, in percent of the region; so is Y
 * @param viewportAnchorX of the place it is fixed to, in percent of the picture; so is Y
 * @param scrollUp whether cues push each other up
 */
record WebVttRegion(
    String id,
    double width,
    int lines,
    double anchorX,
    double anchorY,
    double viewportAnchorX,
    double viewportAnchorY,
    boolean scrollUp) {
  /** A region of which nothing is said but its name. */
  static WebVttRegion named(String id) {
    return new WebVttRegion(id, 100, 3, 0, 100, 0, 100, false);
  }
}
