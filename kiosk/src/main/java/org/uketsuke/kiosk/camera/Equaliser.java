package org.uketsuke.kiosk.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Undoes blur: a filter over the samples around a module that is learnt from modules whose colour is known, so that it fits
 * this lens, this distance and this hand (least squares with a small penalty). It is symmetric about its middle, as blur of
 * defocus and of motion is.
 */
final class Equaliser {
    private static final double PENALTY = 0.02;

    private final int[] rows;
    private final int[] columns;
    private double[] weights;

    private Equaliser(int reach) {
        List<int[]> pairs = new ArrayList<>();
        for (int row = 0; row <= reach; row++) {
            for (int column = row == 0 ? 0 : -reach; column <= reach; column++) {
                pairs.add(new int[] {row, column});
            }
        }
        rows = pairs.stream().mapToInt(it -> it[0]).toArray();
        columns = pairs.stream().mapToInt(it -> it[1]).toArray();
        weights = new double[rows.length + 1];
    }

    /**
     * Learns a filter.
     *
     * @param reach samples to each side that it looks at, at most {@link Flat#BORDER}
     * @param modules whose colour is known
     * @param dark their colours
     * @param count how many of both
     */
    static Equaliser learn(Flat flat, int reach, int[] modules, boolean[] dark, int count) {
        Equaliser equaliser = new Equaliser(reach);
        int size = equaliser.weights.length;
        double[][] squares = new double[size][size];
        double[] products = new double[size];
        double[] features = new double[size];
        int[] offsets = equaliser.offsets(flat.width());
        for (int k = 0; k < count; k++) {
            features(flat, offsets, modules[k], features);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    squares[i][j] += features[i] * features[j];
                }
                products[i] += dark[k] ? features[i] : -features[i];
            }
        }
        for (int i = 0; i < size; i++) {
            squares[i][i] += PENALTY * count;
        }
        solve(squares, products);
        equaliser.weights = products;
        return equaliser;
    }

    /** How dark each module is: about 1 for a dark one, −1 for a light one. */
    double[] darkness(Flat flat) {
        double[] darkness = new double[flat.side() * flat.side()];
        double[] features = new double[weights.length];
        int[] offsets = offsets(flat.width());
        for (int module = 0; module < darkness.length; module++) {
            features(flat, offsets, module, features);
            double sum = 0;
            for (int i = 0; i < features.length; i++) {
                sum += weights[i] * features[i];
            }
            darkness[module] = sum;
        }
        return darkness;
    }

    private int[] offsets(int width) {
        int[] offsets = new int[rows.length];
        Arrays.setAll(offsets, i -> rows[i] * width + columns[i]);
        return offsets;
    }

    private static void features(Flat flat, int[] offsets, int module, double[] features) {
        double[] levels = flat.levels();
        int middle = flat.middle(module);
        features[0] = levels[middle];
        for (int i = 1; i < offsets.length; i++) {
            features[i] = levels[middle + offsets[i]] + levels[middle - offsets[i]];
        }
        features[offsets.length] = 1;
    }

    /** Solves for the products, in place, by Cholesky's method; only the lower half of the squares is read. */
    private static void solve(double[][] squares, double[] products) {
        int size = products.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = squares[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= squares[i][k] * squares[j][k];
                }
                squares[i][j] = i == j ? Math.sqrt(Math.max(1e-9, sum)) : sum / squares[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                products[i] -= squares[i][k] * products[k];
            }
            products[i] /= squares[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                products[i] -= squares[k][i] * products[k];
            }
            products[i] /= squares[i][i];
        }
    }
}
