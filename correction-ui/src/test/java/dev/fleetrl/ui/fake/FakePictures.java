package dev.fleetrl.ui.fake;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A drawn table with an arm, just enough to see what moves where. */
final class FakePictures {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;

    private FakePictures() {}

    static Frame draw(String camera, String robot, float[] pose, float gripper) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, new Color(0x8d9aa3), 0, HEIGHT, new Color(0x59646b)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(new Color(0xc9b79c));
        g.fillPolygon(new int[] {60, 420, 480, 0}, new int[] {150, 150, 360, 360}, 4);
        g.setColor(new Color(0x4a5a78));
        g.fillRect(330, 210, 80, 50);
        g.setColor(new Color(0xb03030));
        g.fillRect(190 + robot.hashCode() % 40, 260, 34, 34);
        int scale = camera.equals("wrist") ? 700 : 420;
        int x = (int) (240 - pose[1] * scale);
        int y = (int) (260 - pose[2] * scale / 2 - (pose[0] - 0.45) * scale / 2);
        g.setColor(new Color(0x2f3337));
        g.setStroke(new BasicStroke(22, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.drawPolyline(new int[] {240, 240 + (x - 240) / 2 - 40, x}, new int[] {130, 60 + y / 4, y - 40}, 3);
        g.setColor(new Color(0xe8e8e8));
        int opening = (int) (14 + 8 * gripper);
        g.fillRect(x - opening - 8, y - 40, 8, 44);
        g.fillRect(x + opening, y - 40, 8, 44);
        g.dispose();
        try {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", jpeg);
            return new Frame(camera, Bytes.of(jpeg.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
