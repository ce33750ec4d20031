import { byCalendarMonth, type Figures } from './aggregate.ts';
import type { Month } from './parse.ts';

/** For each calendar month, over all its days in all years. */
export function monthlyMeans(months: readonly Month[]): Figures[] {
  return byCalendarMonth(months).map((days) => {
    const total = { precipitation: 0, temp_max: 0, temp_min: 0, wind: 0 };
    let wetDays = 0;
    for (const day of days) {
      total.precipitation += day.precipitation;
      total.temp_max += day.temp_max;
      total.temp_min += day.temp_min;
      total.wind += day.wind;
      if (day.precipitation > 0) wetDays++;
    }
    return {
      'precipitation total': total.precipitation,
      'wet days': wetDays,
      precipitation: total.precipitation / days.length,
      temp_max: total.temp_max / days.length,
      temp_min: total.temp_min / days.length,
      wind: total.wind / days.length,
    };
  });
}
