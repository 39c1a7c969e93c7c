package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.Arrays;

/**
 * Draws meshes into a picture with a depth buffer of 1/z. Triangles that reach behind the camera are clipped at the near
 * plane, or the table would vanish from the wrist's view.
 */
final class Raster {
    private static final float NEAR = 0.01f;
    private static final int MOST_CLIPPED = 4;

    /** Shadows hover a little over the table so that the depth test is not a coin toss. */
    private static final double SHADOW_HEIGHT = 0.0008;

    private final Canvas canvas;
    private final Light light;
    private Viewpoint view = new Viewpoint(Pose.ORIGIN, 45);
    private float focal;

    /** Camera frame: right, up, ahead; then the picture's x, y and 1/z; then brightness. Grows with the meshes. */
    private float[] cx = new float[256];

    private float[] cy = new float[256];
    private float[] cz = new float[256];
    private float[] px = new float[256];
    private float[] py = new float[256];
    private float[] pz = new float[256];
    private float[] brightness = new float[256];
    private final int[] polygon = new int[MOST_CLIPPED];

    Raster(Canvas canvas, Light light) {
        this.canvas = canvas;
        this.light = light;
    }

    void look(Viewpoint viewpoint) {
        view = viewpoint;
        focal = (float) (canvas.height / 2.0 / StrictMath.tan(Math.toRadians(viewpoint.fieldOfView()) / 2));
        canvas.clear();
    }

    void draw(Mesh mesh, Pose pose, int colour) {
        if (!transform(mesh, pose)) {
            return;
        }
        light(mesh, pose.rotation());
        triangles(mesh, colour);
    }

    /** Darkens the table at z = 0 where the mesh stands in the lamp's way. */
    void shadow(Mesh mesh, Pose pose) {
        reserve(mesh.size());
        float[] m = floats(pose.rotation());
        float[] v = floats(view.pose().rotation().inverse());
        Vec3 lamp = light.towards().times(1 / light.towards().z());
        float dx = (float) lamp.x();
        float dy = (float) lamp.y();
        Vec3 from = pose.position();
        Vec3 eye = view.pose().position();
        float down = (float) (SHADOW_HEIGHT - eye.z());
        for (int i = 0; i < mesh.size(); i++) {
            float x = mesh.vertices[i * 3];
            float y = mesh.vertices[i * 3 + 1];
            float z = mesh.vertices[i * 3 + 2];
            float height = Math.max(0, m[6] * x + m[7] * y + m[8] * z + (float) from.z());
            float east = m[0] * x + m[1] * y + m[2] * z + (float) (from.x() - eye.x()) - dx * height;
            float north = m[3] * x + m[4] * y + m[5] * z + (float) (from.y() - eye.y()) - dy * height;
            cx[i] = v[0] * east + v[1] * north + v[2] * down;
            cy[i] = v[3] * east + v[4] * north + v[5] * down;
            cz[i] = -(v[6] * east + v[7] * north + v[8] * down);
            project(i);
        }
        triangles(mesh, Canvas.SHADOW);
    }

    /** False if nothing of it can be seen. */
    private boolean transform(Mesh mesh, Pose pose) {
        Rotation toCamera = view.pose().rotation().inverse();
        Vec3 origin = toCamera.apply(pose.position().minus(view.pose().position()));
        if (isOutside(origin, mesh.radius)) {
            return false;
        }
        reserve(mesh.size());
        float[] m = floats(toCamera.times(pose.rotation()));
        float ox = (float) origin.x();
        float oy = (float) origin.y();
        float oz = (float) origin.z();
        for (int i = 0; i < mesh.size(); i++) {
            float x = mesh.vertices[i * 3];
            float y = mesh.vertices[i * 3 + 1];
            float z = mesh.vertices[i * 3 + 2];
            cx[i] = m[0] * x + m[1] * y + m[2] * z + ox;
            cy[i] = m[3] * x + m[4] * y + m[5] * z + oy;
            cz[i] = -(m[6] * x + m[7] * y + m[8] * z + oz);
            project(i);
        }
        return true;
    }

    /** A ball that lies beyond the near plane or one of the four sides of what the camera sees. */
    private boolean isOutside(Vec3 centre, double radius) {
        double ahead = -centre.z();
        double right = canvas.width / 2.0 / focal;
        double up = canvas.height / 2.0 / focal;
        return ahead < NEAR - radius
                || Math.abs(centre.x()) - right * ahead > radius * Math.sqrt(1 + right * right)
                || Math.abs(centre.y()) - up * ahead > radius * Math.sqrt(1 + up * up);
    }

    /** Lambert's law at each vertex, with lamp and zenith turned into the mesh's frame. */
    private void light(Mesh mesh, Rotation rotation) {
        Vec3 lamp = rotation.inverse().apply(light.towards());
        Vec3 zenith = rotation.inverse().apply(new Vec3(0, 0, 1));
        float lx = (float) lamp.x() * light.diffuse();
        float ly = (float) lamp.y() * light.diffuse();
        float lz = (float) lamp.z() * light.diffuse();
        float half = light.fill() / 2;
        for (int i = 0; i < mesh.size(); i++) {
            float x = mesh.normals[i * 3];
            float y = mesh.normals[i * 3 + 1];
            float z = mesh.normals[i * 3 + 2];
            float direct = Math.max(0, x * lx + y * ly + z * lz);
            float up = (float) (x * zenith.x() + y * zenith.y() + z * zenith.z());
            brightness[i] = light.ambient() + half * (up + 1) + direct;
        }
    }

    private void triangles(Mesh mesh, int colour) {
        int[] t = mesh.triangles;
        for (int k = 0; k < t.length; k += 3) {
            int a = t[k];
            int b = t[k + 1];
            int c = t[k + 2];
            if (cz[a] >= NEAR && cz[b] >= NEAR && cz[c] >= NEAR) {
                fill(a, b, c, colour);
            } else if (cz[a] >= NEAR || cz[b] >= NEAR || cz[c] >= NEAR) {
                clipped(mesh.size(), a, b, c, colour);
            }
        }
    }

    /** Sutherland and Hodgman at the near plane; new corners go behind the mesh's. */
    private void clipped(int size, int a, int b, int c, int colour) {
        int[] corners = {a, b, c};
        int count = 0;
        int free = size;
        for (int i = 0; i < 3; i++) {
            int from = corners[i];
            int to = corners[(i + 1) % 3];
            boolean inside = cz[from] >= NEAR;
            if (inside) {
                polygon[count++] = from;
            }
            if (inside != cz[to] >= NEAR) {
                between(from, to, free);
                polygon[count++] = free++;
            }
        }
        for (int i = 2; i < count; i++) {
            fill(polygon[0], polygon[i - 1], polygon[i], colour);
        }
    }

    private void between(int from, int to, int target) {
        float part = (NEAR - cz[from]) / (cz[to] - cz[from]);
        cx[target] = cx[from] + part * (cx[to] - cx[from]);
        cy[target] = cy[from] + part * (cy[to] - cy[from]);
        cz[target] = NEAR;
        brightness[target] = brightness[from] + part * (brightness[to] - brightness[from]);
        project(target);
    }

    private void project(int i) {
        if (cz[i] >= NEAR) {
            float inverse = 1 / cz[i];
            px[i] = canvas.width * 0.5f + focal * cx[i] * inverse;
            py[i] = canvas.height * 0.5f - focal * cy[i] * inverse;
            pz[i] = inverse;
        }
    }

    private void fill(int a, int b, int c, int colour) {
        float area = (px[b] - px[a]) * (py[c] - py[a]) - (px[c] - px[a]) * (py[b] - py[a]);
        boolean isShadow = colour == Canvas.SHADOW;
        if (isShadow ? area == 0 : area >= 0) {
            return; // seen from behind: the picture's y points down
        }
        canvas.corner(0, px[a], py[a], pz[a], brightness[a]);
        canvas.corner(1, px[b], py[b], pz[b], brightness[b]);
        canvas.corner(2, px[c], py[c], pz[c], brightness[c]);
        canvas.fill(colour);
    }

    private void reserve(int vertices) {
        int needed = vertices + MOST_CLIPPED;
        if (needed > cx.length) {
            cx = Arrays.copyOf(cx, needed);
            cy = Arrays.copyOf(cy, needed);
            cz = Arrays.copyOf(cz, needed);
            px = Arrays.copyOf(px, needed);
            py = Arrays.copyOf(py, needed);
            pz = Arrays.copyOf(pz, needed);
            brightness = Arrays.copyOf(brightness, needed);
        }
    }

    private static float[] floats(Rotation r) {
        float[] m = new float[9];
        for (int i = 0; i < 9; i++) {
            m[i] = (float) r.at(i / 3, i % 3);
        }
        return m;
    }
}
