/** Mean and squared coefficient of variation, C² = variance ÷ mean². */
export function meanAndSquaredCv(values: readonly number[]): { mean: number; squaredCv: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, squaredCv: variance / mean ** 2 };
}
