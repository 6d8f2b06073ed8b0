// SPDX-License-Identifier: GPL-2.0-only
/* Integers of up to 128 bits, values in units, UUIDs */
#include <stdio.h>
#include <string.h>

#include "internal.h"

__u32 fwctl_field_bits(const struct fwctl_field *field)
{
	return field->bits ? field->bits : field->size * 8;
}

/*
 * A number of 32 bits a limb, least significant first: room for a 128-bit value
 * times and plus what a scale can have.
 */
#define LIMBS 8

struct big {
	__u32 limb[LIMBS];
};

static struct big big_from(__u64 low, __u64 high)
{
	return (struct big){ { (__u32)low, (__u32)(low >> 32),
			       (__u32)high, (__u32)(high >> 32) } };
}

/* number * by + plus; return what does not fit */
static __u32 big_mul_add(struct big *number, __u32 by, __u32 plus)
{
	__u64 carry = plus;
	int i;

	for (i = 0; i < LIMBS; i++) {
		carry += (__u64)number->limb[i] * by;
		number->limb[i] = (__u32)carry;
		carry >>= 32;
	}
	return (__u32)carry;
}

/* number / by; return the remainder */
static __u32 big_div(struct big *number, __u32 by)
{
	__u64 rest = 0;
	int i;

	for (i = LIMBS - 1; i >= 0; i--) {
		rest = rest << 32 | number->limb[i];
		number->limb[i] = (__u32)(rest / by);
		rest %= by;
	}
	return (__u32)rest;
}

static bool big_is_zero(const struct big *number)
{
	static const struct big zero;

	return !memcmp(number, &zero, sizeof(zero));
}

static int big_compare(const struct big *a, const struct big *b)
{
	int i;

	for (i = LIMBS - 1; i >= 0; i--)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

static void big_add(struct big *a, const struct big *b)
{
	__u64 carry = 0;
	int i;

	for (i = 0; i < LIMBS; i++) {
		carry += (__u64)a->limb[i] + b->limb[i];
		a->limb[i] = (__u32)carry;
		carry >>= 32;
	}
}

/* a - b, which is not greater */
static void big_sub(struct big *a, const struct big *b)
{
	__u64 borrow = 0;
	int i;

	for (i = 0; i < LIMBS; i++) {
		__u64 limb = (__u64)a->limb[i] - b->limb[i] - borrow;

		a->limb[i] = (__u32)limb;
		borrow = limb >> 63;
	}
}

/* Write in decimal; return the end. */
static char *big_write(struct big number, char *buf)
{
	char digits[LIMBS * 10];
	int i = 0;

	do {
		digits[i++] = (char)('0' + big_div(&number, 10));
	} while (!big_is_zero(&number));
	while (i > 0)
		*buf++ = digits[--i];
	*buf = 0;
	return buf;
}

static __u32 magnitude(__s32 value)
{
	return value < 0 ? -(__u32)value : (__u32)value;
}

/* Decimals that number / div needs: 0 to 31, or -1 if there is no end to them */
static int decimals(__u32 rest, __u32 div)
{
	__u32 a = div, b = rest;
	int twos = 0, fives = 0;

	while (b) {
		__u32 next = a % b;

		a = b;
		b = next;
	}
	div /= a;
	for (; !(div % 2); div /= 2)
		twos++;
	for (; !(div % 5); div /= 5)
		fives++;
	if (div != 1)
		return -1;
	return twos > fives ? twos : fives;
}

#define ENDLESS_DECIMALS 6

/* number / div in decimal */
static void write_quotient(struct big number, bool negative, __u32 div,
			   char *buf)
{
	__u32 rest = big_div(&number, div);
	int nr = rest ? decimals(rest, div) : 0;
	__u64 shifted, one = 1;
	int i;

	if (nr < 0) {
		/* round at the last one that is written */
		nr = ENDLESS_DECIMALS;
		for (i = 0; i < nr; i++)
			one *= 10;
		/* rest < div < 2^32, one < 2^20 */
		shifted = (rest * one + div / 2) / div;
		if (shifted == one) {
			big_mul_add(&number, 1, 1);
			shifted = 0;
		}
		if (negative && (shifted || !big_is_zero(&number)))
			*buf++ = '-';
		buf = big_write(number, buf);
		sprintf(buf, ".%0*llu", nr, (unsigned long long)shifted);
		return;
	}
	if (negative && (rest || !big_is_zero(&number)))
		*buf++ = '-';
	buf = big_write(number, buf);
	if (!nr)
		return;
	*buf++ = '.';
	for (i = 0; i < nr; i++) {
		__u64 next = (__u64)rest * 10;

		*buf++ = (char)('0' + next / div);
		rest = (__u32)(next % div);
	}
	*buf = 0;
}

bool fwctl_is_scaled(const struct fwctl_field *field)
{
	return (field->mul && field->mul != 1) ||
	       (field->div && field->div != 1) || field->add;
}

void fwctl_format_value(const struct fwctl_item *item, bool scaled, char *buf)
{
	const struct fwctl_field *field = item->field;
	__s32 mul = scaled && field->mul ? field->mul : 1;
	__s32 div = scaled && field->div ? field->div : 1;
	__s32 add = scaled ? field->add : 0;
	bool negative = field->kind == FWCTL_KIND_SINT && item->high >> 63;
	__u64 low = item->low, high = item->high;
	struct big number, offset;
	bool less;

	if (negative) {
		low = -low;
		high = ~high + !low;
	}
	/* (value * mul + add * div) / div */
	number = big_from(low, high);
	big_mul_add(&number, magnitude(mul), 0);
	negative ^= mul < 0;
	offset = big_from(magnitude(add), 0);
	big_mul_add(&offset, magnitude(div), 0);
	/* the sign of div is that of the quotient: move it into the numerator */
	negative ^= div < 0;
	less = add < 0;
	if (negative == less) {
		big_add(&number, &offset);
	} else if (big_compare(&number, &offset) >= 0) {
		big_sub(&number, &offset);
	} else {
		big_sub(&offset, &number);
		number = offset;
		negative = less;
	}
	write_quotient(number, negative, magnitude(div), buf);
}

static int digit(char c, int base)
{
	int value;

	if (c >= '0' && c <= '9')
		value = c - '0';
	else if (c >= 'a' && c <= 'f')
		value = c - 'a' + 10;
	else if (c >= 'A' && c <= 'F')
		value = c - 'A' + 10;
	else
		return -1;
	return value < base ? value : -1;
}

bool fwctl_parse_number(const char *text, size_t len, struct number *number)
{
	struct big value = { 0 };
	int base = 10;
	size_t i = 0;
	int next;

	number->negative = len && text[0] == '-';
	i += number->negative;
	if (len - i > 2 && text[i] == '0' && (text[i + 1] | 0x20) == 'x') {
		base = 16;
		i += 2;
	}
	if (i == len)
		return false;
	for (; i < len; i++) {
		next = digit(text[i], base);
		if (next < 0)
			return false;
		big_mul_add(&value, base, next);
		if (value.limb[4])
			return false;
	}
	number->low = (__u64)value.limb[1] << 32 | value.limb[0];
	number->high = (__u64)value.limb[3] << 32 | value.limb[2];
	if (!number->low && !number->high)
		number->negative = false;
	return true;
}

/* Is low, high less than 2^bits? */
static bool less_than_bit(__u64 low, __u64 high, __u32 bits)
{
	if (bits >= 128)
		return true;
	if (bits >= 64)
		return !(high >> (bits - 64));
	return !high && !(low >> bits);
}

bool fwctl_number_fits(const struct fwctl_field *field,
		       const struct number *number)
{
	__u32 bits = fwctl_field_bits(field);
	__u64 low = number->low, high = number->high;

	if (field->kind != FWCTL_KIND_SINT)
		return !number->negative && less_than_bit(low, high, bits);
	if (number->negative) {
		/* down to -2^(bits - 1) */
		high -= !low;
		low--;
	}
	return less_than_bit(low, high, bits - 1);
}

void fwctl_put_number(const struct fwctl_field *field, __u8 *buf,
		      const struct number *number)
{
	__u64 low = number->low, high = number->high;
	__u32 i;

	if (number->negative) {
		low = -low;
		high = ~high + !low;
	}
	if (field->size <= 8) {
		fwctl_put_uint(field, buf, low);
		return;
	}
	for (i = 0; i < field->size; i++) {
		__u64 half = i < 8 ? low : high;

		buf[field->big_endian ? field->size - 1 - i : i] =
			(__u8)(half >> (i % 8 * 8));
	}
}

void fwctl_get_number(const struct fwctl_field *field, const __u8 *buf,
		      __u64 *low, __u64 *high)
{
	__u32 bits = field->size * 8;
	__u32 i;

	*high = 0;
	if (field->size <= 8) {
		*low = fwctl_get_uint(field, buf);
		if (field->kind == FWCTL_KIND_SINT && *low >> 63)
			*high = ~0ULL;
		return;
	}
	*low = 0;
	for (i = 0; i < field->size; i++) {
		__u64 byte = buf[field->big_endian ? field->size - 1 - i : i];

		if (i < 8)
			*low |= byte << (i * 8);
		else
			*high |= byte << (i % 8 * 8);
	}
	if (field->kind == FWCTL_KIND_SINT && bits < 128 &&
	    *high >> (bits - 65) & 1)
		*high |= ~0ULL << (bits - 64);
}

/* Where the hyphens of a UUID are, by the bytes before them */
static bool hyphen_before(int byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

bool fwctl_parse_uuid(const struct fwctl_field *field, const char *text,
		      __u8 *uuid)
{
	int i;

	for (i = 0; i < 16; i++) {
		int high, low;

		if (hyphen_before(i) && *text++ != '-')
			return false;
		high = digit(text[0], 16);
		low = high < 0 ? -1 : digit(text[1], 16);
		if (low < 0)
			return false;
		uuid[field->big_endian ? i : 15 - i] =
			(__u8)(high << 4 | low);
		text += 2;
	}
	return !*text;
}

void fwctl_format_uuid(const struct fwctl_field *field, const __u8 *data,
		       char *buf)
{
	int i;

	for (i = 0; i < 16; i++)
		buf += sprintf(buf, "%s%02x", hyphen_before(i) ? "-" : "",
			       data[field->big_endian ? i : 15 - i]);
}

__u32 fwctl_text_len(const __u8 *data, __u32 len)
{
	while (len && (!data[len - 1] || data[len - 1] == ' '))
		len--;
	return len;
}
