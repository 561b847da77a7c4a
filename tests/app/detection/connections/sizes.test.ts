import { sizesOf } from '../../../../app/detection/connections/sizes.ts';

test('sizes are told by their mean and their deviation', () => {
  expect(sizesOf([8, 10, 12])).toEqual({ transfers: 3, meanBytes: 10, deviationPercent: 16 });
});

test('the same size again and again deviates by nothing, nothing too', () => {
  expect(sizesOf([7, 7, 7, 7])).toMatchObject({ meanBytes: 7, deviationPercent: 0 });
  expect(sizesOf([0, 0, 0])).toMatchObject({ meanBytes: 0, deviationPercent: 0 });
});

test('a size that is not known says nothing, and two say too little', () => {
  expect(sizesOf([10, null, 10, 10, null])).toMatchObject({ transfers: 3 });
  expect(sizesOf([10, null, 10])).toBeNull();
});
