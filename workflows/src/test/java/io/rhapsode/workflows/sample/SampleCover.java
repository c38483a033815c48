package io.rhapsode.workflows.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Draws the cover of the sample: a tortoise on its way to the goal. No letters, so no fonts. */
public final class SampleCover {
  private static final int SIDE = 600;
  private static final Color SKY = new Color(0xF4E3C1);
  private static final Color SUN = new Color(0xE4572E);
  private static final Color HILL = new Color(0x6A8D73);
  private static final Color NEAR_HILL = new Color(0x3F5E4B);
  private static final Color SHELL = new Color(0x8A5A2B);
  private static final Color RIM = new Color(0x5C3A1A);
  private static final Color SKIN = new Color(0xA9B665);

  private SampleCover() {}

  /** 600 by 600 pixels, RGB. */
  public static BufferedImage draw() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawLandscape(graphics);
    drawTortoise(graphics);
    graphics.dispose();
    return image;
  }

  private static void drawLandscape(Graphics2D graphics) {
    graphics.setColor(SKY);
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setColor(SUN);
    graphics.fill(new Ellipse2D.Double(380, 70, 150, 150));
    graphics.setColor(HILL);
    graphics.fill(new Ellipse2D.Double(-150, 330, 700, 500));
    graphics.setColor(NEAR_HILL);
    graphics.fill(new Ellipse2D.Double(-100, 430, 900, 400));
    graphics.setColor(RIM);
    graphics.setStroke(new BasicStroke(6));
    graphics.drawLine(500, 300, 500, 470);
    Path2D flag = new Path2D.Double();
    flag.moveTo(500, 300);
    flag.lineTo(570, 325);
    flag.lineTo(500, 350);
    flag.closePath();
    graphics.setColor(SUN);
    graphics.fill(flag);
  }

  private static void drawTortoise(Graphics2D graphics) {
    graphics.setColor(SKIN);
    graphics.fill(new Ellipse2D.Double(375, 385, 70, 50));
    graphics.fill(new Ellipse2D.Double(190, 440, 50, 50));
    graphics.fill(new Ellipse2D.Double(320, 440, 50, 50));
    graphics.fill(new Ellipse2D.Double(150, 430, 40, 20));
    graphics.setColor(SHELL);
    graphics.fill(new Arc2D.Double(160, 320, 240, 260, 0, 180, Arc2D.CHORD));
    graphics.setColor(RIM);
    graphics.setStroke(new BasicStroke(8));
    graphics.draw(new Arc2D.Double(160, 320, 240, 260, 0, 180, Arc2D.CHORD));
    graphics.setStroke(new BasicStroke(4));
    graphics.draw(new Arc2D.Double(220, 320, 120, 260, 0, 180, Arc2D.OPEN));
    graphics.draw(new Ellipse2D.Double(422, 398, 6, 6));
  }
}
